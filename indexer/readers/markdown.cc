// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown.h"

#include <algorithm>
#include <cstdint>

#include "indexer/base/ascii.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/markdown_document.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::readers {
namespace {

/// Equal but for white space and the case of ASCII letters.
bool SameTitle(std::string_view a, std::string_view b) {
  const auto normal = [](std::string_view text) {
    std::string lower = base::AsciiLower(text);
    std::erase_if(lower, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
    return lower;
  };
  return normal(a) == normal(b);
}

/// Walks a document and collects its text.
class TextCollector {
 public:
  explicit TextCollector(const std::string& title) { result_.title = base::Trim(title); }

  MarkdownText Collect(const text::MarkdownDocument& document) {
    for (const text::MarkdownEvent& event : document.Events()) {
      Take(event, document.Text(event));
    }
    while (text().ends_with('\n')) text().pop_back();
    CloseSections();
    return std::move(result_);
  }

 private:
  using Part = text::MarkdownPart;
  using Node = text::MarkdownNode;

  std::string& text() { return result_.text; }

  void Take(const text::MarkdownEvent& event, std::string_view piece) {
    switch (event.part) {
      case Part::kEnter:
        return Enter(event.node);
      case Part::kLeave:
        return Leave(event);
      case Part::kText:
      case Part::kCode:
        return Add(piece);
      case Part::kSoftBreak:
        soft_break_ = true;
        return;
      case Part::kHardBreak:
        return LineBreak();
      case Part::kHtml:
        return AddTag(piece);
      case Part::kCodeBlock:
        return AddBlock(piece);
      case Part::kHtmlBlock:
        return AddBlock(text::HtmlToText(piece));
      case Part::kRule:
        return EndBlock();
    }
  }

  void Enter(Node node) {
    if (IsCell(node)) {
      if (cells_in_row_++ > 0) Add(" | ");
      in_cell_ = true;
    } else if (text::IsBlock(node)) {
      EndBlock();
      if (node == Node::kHeading) heading_begin_ = text().size();
      if (node == Node::kTableRow) cells_in_row_ = 0;
    }
  }

  void Leave(const text::MarkdownEvent& event) {
    if (event.node == Node::kHeading) {
      AddHeading(static_cast<int>(event.number));
    } else if (IsCell(event.node)) {
      in_cell_ = false;
    } else if (text::IsBlock(event.node)) {
      EndBlock();
    }
  }

  static bool IsCell(Node node) { return node == Node::kHeaderCell || node == Node::kCell; }

  void Add(std::string_view piece) {
    if (piece.empty()) return;
    if (soft_break_) {
      soft_break_ = false;
      if (!JoinsAcrossBreak(piece)) text() += ' ';
    }
    text() += piece;
  }

  bool JoinsAcrossBreak(std::string_view piece) {
    if (text().empty() || text().back() == '\n') return true;
    return text::JoinsWithoutSpace(text(), piece);
  }

  void LineBreak() {
    if (in_cell_) {
      Add(" ");
    } else {
      EndBlock();
    }
  }

  void AddTag(std::string_view tag) {
    const std::string start = base::AsciiLower(tag.substr(0, 5));
    if (start.starts_with("<br") || start.starts_with("<p>") || start.starts_with("<li>")) {
      LineBreak();
    } else if (start.starts_with("<img")) {
      Add(text::HtmlToText(tag));
    }
  }

  void AddBlock(std::string_view block) {
    EndBlock();
    Add(block);
    EndBlock();
  }

  void EndBlock() {
    soft_break_ = false;
    while (text().ends_with(' ')) text().pop_back();
    if (!text().empty() && text().back() != '\n') text() += '\n';
  }

  void AddHeading(int level) {
    soft_break_ = false;
    // What the block's end trims may not reach behind the heading's own start.
    std::string heading(
        base::Trim(std::string_view(text()).substr(std::min(heading_begin_, text().size()))));
    std::replace(heading.begin(), heading.end(), '\n', ' ');
    const bool at_start = heading_begin_ == 0 && result_.sections.empty() && !title_seen_;
    if (level == 1 && at_start && (result_.title.empty() || SameTitle(result_.title, heading))) {
      if (result_.title.empty()) result_.title = heading;
      title_seen_ = true;
      text().clear();
      return;
    }
    if (heading.empty()) return;
    if (result_.title.empty()) result_.title = heading;
    EndBlock();
    Section section;
    section.anchor = anchors_.Next(heading);
    section.role = RoleOfHeading(heading);
    section.heading = std::move(heading);
    section.level = level;
    section.begin = static_cast<std::uint32_t>(heading_begin_);
    result_.sections.push_back(std::move(section));
  }

  /// Ends every section where the next begins, and gives the text before the first its own.
  void CloseSections() {
    auto& sections = result_.sections;
    if (sections.empty()) return;
    if (sections.front().begin > 0) sections.insert(sections.begin(), Section{});
    auto end = static_cast<std::uint32_t>(text().size());
    for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
      section->begin = std::min(section->begin, end);
      section->end = end;
      end = section->begin;
    }
  }

  MarkdownText result_;
  text::AnchorMaker anchors_;
  std::size_t heading_begin_ = 0;
  bool soft_break_ = false;
  bool in_cell_ = false;
  int cells_in_row_ = 0;
  bool title_seen_ = false;
};

}  // namespace

MarkdownText ReadMarkdownText(std::string_view body, const std::string& title) {
  return TextCollector(title).Collect(text::MarkdownDocument(text::StripPublishingMarks(body)));
}

void DeriveText(Article& article) {
  if (article.format == BodyFormat::kPlain) {
    article.text = article.body;
    article.sections.clear();
    return;
  }
  MarkdownText markdown = ReadMarkdownText(article.body, article.title);
  article.title = std::move(markdown.title);
  article.text = std::move(markdown.text);
  article.sections = std::move(markdown.sections);
}

}  // namespace funnel::readers
