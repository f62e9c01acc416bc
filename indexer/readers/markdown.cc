// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "indexer/base/ascii.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/markdown_parse.h"
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

/// Walks a parsed document and collects its text.
class TextCollector {
 public:
  explicit TextCollector(const std::string& title) { result_.title = base::Trim(title); }

  MarkdownText Collect(cmark_node* root) {
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iter(cmark_iter_new(root),
                                                                  cmark_iter_free);
    for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter.get())) {
      cmark_node* node = cmark_iter_get_node(iter.get());
      if (event == CMARK_EVENT_ENTER) {
        Enter(node);
      } else {
        Leave(node);
      }
    }
    while (text().ends_with('\n')) text().pop_back();
    CloseSections();
    return std::move(result_);
  }

 private:
  std::string& text() { return result_.text; }

  void Enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      Add(Literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
      soft_break_ = true;
    } else if (type == CMARK_NODE_LINEBREAK) {
      LineBreak();
    } else if (type == CMARK_NODE_HTML_INLINE) {
      AddTag(Literal(node));
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      AddBlock(text::HtmlToText(Literal(node)));
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      AddBlock(Literal(node));
    } else if (type == CMARK_NODE_HEADING) {
      EndBlock();
      heading_begin_ = text().size();
    } else if (IsExtension(node, "table_cell")) {
      if (cmark_node_previous(node) != nullptr) Add(" | ");
      in_cell_ = true;
    } else if (IsBlock(type)) {
      EndBlock();
    }
  }

  void Leave(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
      AddHeading(cmark_node_get_heading_level(node));
    } else if (IsExtension(node, "table_cell")) {
      in_cell_ = false;
    } else if (IsBlock(type)) {
      EndBlock();
    }
  }

  static bool IsBlock(cmark_node_type type) {
    return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
  }

  static std::string_view Literal(cmark_node* node) {
    const char* literal = cmark_node_get_literal(node);
    return literal == nullptr ? std::string_view() : std::string_view(literal);
  }

  static bool IsExtension(cmark_node* node, std::string_view name) {
    return cmark_node_get_type_string(node) == name;
  }

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
  bool title_seen_ = false;
};

}  // namespace

MarkdownText ReadMarkdownText(std::string_view body, const std::string& title) {
  const text::MarkdownDocument document = text::ParseMarkdown(text::StripPublishingMarks(body));
  return TextCollector(title).Collect(document.get());
}

}  // namespace funnel::readers
