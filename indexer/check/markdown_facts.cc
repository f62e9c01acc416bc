// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/markdown_facts.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/text/markup/markdown_document.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::check {
namespace {

using text::MarkdownDocument;
using text::MarkdownEvent;
using text::MarkdownPart;

constexpr std::size_t kNone = std::string_view::npos;

/// Where each line begins.
std::vector<std::size_t> LineBegins(std::string_view text) {
  std::vector<std::size_t> begins = {0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') begins.push_back(i + 1);
  }
  return begins;
}

/// Whether a block begins or ends there.
bool IsBoundary(const MarkdownEvent& event) {
  switch (event.part) {
    case MarkdownPart::kEnter:
    case MarkdownPart::kLeave:
      return text::IsBlock(event.node);
    case MarkdownPart::kCodeBlock:
    case MarkdownPart::kHtmlBlock:
    case MarkdownPart::kRule:
      return true;
    default:
      return false;
  }
}

class FactCollector {
 public:
  explicit FactCollector(std::string_view body)
      : body_(body),
        published_(text::ReadPublishingMarks(body)),
        document_(published_.text),
        lines_(LineBegins(body)),
        stripped_lines_(LineBegins(published_.text)) {}

  MarkdownFacts Collect() {
    for (const MarkdownEvent& event : document_.Events()) {
      if (IsBoundary(event)) facts_.prose += '\n';
      Take(event);
    }
    AddPublishingImages();
    std::stable_sort(
        facts_.links.begin(), facts_.links.end(),
        [](const MarkdownLink& a, const MarkdownLink& b) { return a.offset < b.offset; });
    return std::move(facts_);
  }

 private:
  /// A part of the body.
  struct Range {
    std::size_t begin = 0, end = 0;
  };

  void Take(const MarkdownEvent& event) {
    const std::string_view text = document_.Text(event);
    const bool is_link = event.node == text::MarkdownNode::kLink;
    switch (event.part) {
      case MarkdownPart::kText:
        if (link_address_.find(text) == kNone) facts_.prose += text;
        if (IsPlaced(event)) PlaceText(event);
        break;
      case MarkdownPart::kSoftBreak:
      case MarkdownPart::kHardBreak:
        facts_.prose += ' ';
        break;
      case MarkdownPart::kHtml:
      case MarkdownPart::kHtmlBlock:
        AddHtml(event);
        break;
      case MarkdownPart::kEnter:
        if (is_link) link_address_ = text;
        if (is_link || event.node == text::MarkdownNode::kImage) AddLink(event);
        break;
      case MarkdownPart::kLeave:
        if (is_link) link_address_ = {};
        break;
      default:
        break;
    }
  }

  bool IsPlaced(const MarkdownEvent& event) const {
    return document_.Offset(event) != MarkdownDocument::kNoOffset;
  }

  /// The line of the stripped text where the text of `event` is.
  std::size_t LineOf(const MarkdownEvent& event) const {
    const auto after = std::upper_bound(stripped_lines_.begin(), stripped_lines_.end(),
                                        std::size_t{document_.Offset(event)});
    return static_cast<std::size_t>(after - stripped_lines_.begin()) - 1;
  }

  /// `count` lines of the body from there.
  Range LinesAt(const MarkdownEvent& event, std::size_t count) const {
    const std::size_t stripped = LineOf(event);
    const std::size_t line =
        stripped < published_.lines.size() ? published_.lines[stripped] : lines_.size();
    return {LineBegin(line), LineBegin(line + count)};
  }

  std::size_t LineBegin(std::size_t line) const {
    return line < lines_.size() ? lines_[line] : body_.size();
  }

  void PlaceText(const MarkdownEvent& event) {
    line_ = LinesAt(event, 1);
    if (unplaced_ != kNone) facts_.links[unplaced_].offset = line_.begin;
    unplaced_ = kNone;
  }

  /// A link whose address is not written as it is (with character references, say) may still be in
  /// the text near by; else it is where its text is.
  void AddLink(const MarkdownEvent& event) {
    constexpr std::size_t kNear = 2000;
    const std::string target(document_.Text(event));
    const bool is_image = event.node == text::MarkdownNode::kImage;
    if (!IsPlaced(event)) {
      const std::size_t begin = std::max(line_.begin, last_end_);
      AddLink(target, is_image, {begin, std::min(begin + kNear, body_.size())}, kNone);
      if (!target.empty() && facts_.links.back().offset == kNone) {
        unplaced_ = facts_.links.size() - 1;
        facts_.links.back().offset = line_.begin;
      }
      return;
    }
    const Range line = LinesAt(event, 1);
    const std::size_t at = line.begin + (document_.Offset(event) - stripped_lines_[LineOf(event)]);
    if (body_.substr(at, target.size()) != target) {
      return AddLink(target, is_image, line, line.begin);
    }
    if (target.empty()) return;
    last_end_ = at + target.size();
    facts_.links.push_back({target, is_image, at});
  }

  void AddHtml(const MarkdownEvent& event) {
    const std::string_view html = document_.Text(event);
    const auto breaks = static_cast<std::size_t>(std::count(html.begin(), html.end(), '\n'));
    const Range lines = IsPlaced(event) ? LinesAt(event, breaks + 1) : line_;
    for (const text::HtmlTag& tag : text::FindHtmlTags(html)) {
      const bool is_image = tag.name == "img";
      if (!is_image && tag.name != "a") continue;
      const std::string_view target = base::Trim(tag.Value(is_image ? "src" : "href"));
      AddLink(std::string(target), is_image, lines, lines.begin);
    }
  }

  /// Finds `target` in `range`; links come in the order of the text, but for pictures in links.
  void AddLink(std::string target, bool is_image, Range range, std::size_t otherwise) {
    if (target.empty()) return;
    std::size_t at = Find(target, {std::max(range.begin, last_end_), range.end});
    if (at == kNone && last_end_ > range.begin) at = Find(target, range);
    if (at != kNone) last_end_ = at + target.size();
    if (at == kNone) at = FindDefinition(target);
    facts_.links.push_back({std::move(target), is_image, at == kNone ? otherwise : at});
  }

  std::size_t Find(const std::string& target, Range range) const {
    if (range.begin >= range.end) return kNone;
    const std::string_view part = body_.substr(0, range.end);
    for (std::size_t at = part.find(target, range.begin); at != kNone;
         at = part.find(target, at + 1)) {
      constexpr std::string_view kBefore = "(<\"'= \t\n";
      if (at > 0 && kBefore.find(body_[at - 1]) != kNone) return at;
    }
    return kNone;
  }

  std::size_t FindDefinition(const std::string& target) {
    if (!definitions_found_) FindDefinitions();
    const auto definition = definitions_.find(target);
    return definition == definitions_.end() ? kNone : definition->second;
  }

  void FindDefinitions() {
    definitions_found_ = true;
    constexpr std::string_view kMark = "]: ";
    for (std::size_t at = body_.find(kMark); at != kNone; at = body_.find(kMark, at + 1)) {
      const std::size_t begin = at + kMark.size();
      const std::size_t end = std::min(body_.find_first_of(" \t\r\n", begin), body_.size());
      definitions_.emplace(body_.substr(begin, end - begin), begin);
    }
  }

  /// :::image source="media/window.png" alt-text="...":::
  void AddPublishingImages() {
    for (std::size_t at = body_.find(":::image"); at != kNone; at = body_.find(":::image", at)) {
      const std::size_t end = std::min(body_.find('\n', at), body_.size());
      const std::string_view line = body_.substr(at, end - at);
      constexpr std::string_view kSource = "source=\"";
      const std::size_t source = line.find(kSource);
      if (source != kNone) {
        const std::size_t begin = source + kSource.size();
        const std::size_t close = std::min(line.find('"', begin), line.size());
        facts_.links.push_back({std::string(line.substr(begin, close - begin)), true, at + begin});
      }
      at = end;
    }
  }

  std::string_view body_;
  text::PublishedMarkdown published_;
  MarkdownDocument document_;
  std::vector<std::size_t> lines_, stripped_lines_;
  Range line_;                    ///< Where the last text is.
  std::size_t unplaced_ = kNone;  ///< The link that is where the next text is.
  std::string_view link_address_;
  std::size_t last_end_ = 0;
  std::unordered_map<std::string_view, std::size_t> definitions_;
  bool definitions_found_ = false;
  MarkdownFacts facts_;
};

}  // namespace

MarkdownFacts ReadMarkdownFacts(std::string_view body) { return FactCollector(body).Collect(); }

}  // namespace funnel::check
