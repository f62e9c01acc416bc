// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/markdown_html.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "indexer/base/ascii.h"
#include "indexer/base/html.h"
#include "indexer/base/percent.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/html_to_markdown.h"
#include "indexer/text/markup/links.h"
#include "indexer/text/markup/markdown_escape.h"
#include "indexer/text/markup/page_anchors.h"

namespace funnel::site {
namespace {

using text::MarkdownDocument;
using text::MarkdownEvent;
using text::MarkdownNode;
using text::MarkdownPart;

/// HTML that is nested deeper is shown as its text: parsing takes a time in proportion to the depth
/// as well as to the length.
constexpr int kMaxNesting = 100;

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// An address as the value of an attribute: percent-encoded but for what an address is made of.
void AppendAddress(std::string_view address, std::string& out) {
  constexpr std::string_view kPlain = "-_.+!*(),%#@?=;:/$~";
  for (const char c : address) {
    if (c == '&' || c == '\'') {
      base::AppendEscapedHtml({&c, 1}, out);
    } else if (IsLetterOrDigit(c) || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      base::AppendPercent(c, out);
    }
  }
}

/// How deep the tags of `html` are nested at most, but for those that need no end: no less than a
/// parser finds.
int NestingDepth(std::string_view html) {
  constexpr std::string_view kEndless =
      " area base br col embed hr img input link meta param source track wbr"
      " p li dt dd td th tr thead tbody tfoot option colgroup ";
  int depth = 0;
  int deepest = 0;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos; ++at) {
    const bool closes = html.substr(at + 1, 1) == "/";
    const std::size_t begin = at + (closes ? 2 : 1);
    std::size_t end = begin;
    while (end < html.size() && end - begin < 12 && IsLetterOrDigit(html[end])) ++end;
    if (end == begin) continue;
    const std::string name = ' ' + base::AsciiLower(html.substr(begin, end - begin)) + ' ';
    if (kEndless.find(name) != std::string_view::npos) continue;
    depth = closes ? std::max(depth - 1, 0) : depth + 1;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

/// The tag of what has one that never changes; of a heading in nested text, too.
std::string_view TagOf(MarkdownNode node) {
  switch (node) {
    case MarkdownNode::kQuote:
      return "blockquote";
    case MarkdownNode::kList:
      return "ul";
    case MarkdownNode::kOrderedList:
      return "ol";
    case MarkdownNode::kItem:
      return "li";
    case MarkdownNode::kTable:
      return "table";
    case MarkdownNode::kTableHead:
      return "thead";
    case MarkdownNode::kTableBody:
      return "tbody";
    case MarkdownNode::kTableRow:
      return "tr";
    case MarkdownNode::kHeaderCell:
      return "th";
    case MarkdownNode::kCell:
      return "td";
    case MarkdownNode::kEmphasis:
      return "em";
    case MarkdownNode::kStrong:
      return "strong";
    case MarkdownNode::kStrike:
      return "del";
    case MarkdownNode::kLink:
      return "a";
    default:
      return "p";
  }
}

/// Whether what it holds begins on a line of its own.
bool HoldsLines(MarkdownNode node) {
  switch (node) {
    case MarkdownNode::kQuote:
    case MarkdownNode::kList:
    case MarkdownNode::kOrderedList:
    case MarkdownNode::kTable:
    case MarkdownNode::kTableHead:
    case MarkdownNode::kTableBody:
    case MarkdownNode::kTableRow:
      return true;
    default:
      return false;
  }
}

class HtmlWriter {
 public:
  HtmlWriter(const std::vector<HeadingStyle>& headings, std::size_t max_nested_bytes,
             const LinkRewriter& links)
      : headings_(headings), nested_bytes_left_(max_nested_bytes), rewrite_(links) {
    for (const HeadingStyle& heading : headings) ids_.insert(heading.anchor);
  }

  std::string Write(const MarkdownDocument& document) {
    out_.reserve(document.Events().size() * 16);
    WriteAll(document);
    return std::move(out_);
  }

 private:
  void WriteAll(const MarkdownDocument& document) {
    for (const MarkdownEvent& event : document.Events()) {
      if (!hidden_ || event.part == MarkdownPart::kLeave) WriteEvent(document, event);
    }
  }

  void WriteEvent(const MarkdownDocument& document, const MarkdownEvent& event) {
    const std::string_view text = document.Text(event);
    switch (event.part) {
      case MarkdownPart::kEnter:
        return Enter(document, event);
      case MarkdownPart::kLeave:
        return Leave(event);
      case MarkdownPart::kText:
        return base::AppendEscapedHtml(text, out_);
      case MarkdownPart::kSoftBreak:
        out_ += '\n';
        return;
      case MarkdownPart::kHardBreak:
        out_ += "<br />\n";
        return;
      case MarkdownPart::kCode:
        out_ += "<code>";
        base::AppendEscapedHtml(text, out_);
        out_ += "</code>";
        return;
      case MarkdownPart::kHtml:
        return WriteTag(text);
      case MarkdownPart::kHtmlBlock:
        return WriteNested(text);
      case MarkdownPart::kCodeBlock:
        return WriteCodeBlock(text, document.Title(event));
      case MarkdownPart::kRule:
        StartLine();
        out_ += "<hr />\n";
        return;
    }
  }

  void Enter(const MarkdownDocument& document, const MarkdownEvent& event) {
    const MarkdownNode node = event.node;
    if (node == MarkdownNode::kImage) return;
    if (node == MarkdownNode::kLink) return EnterLink(document, event);
    if (text::IsBlock(node)) StartLine();
    if (node == MarkdownNode::kHeading) return EnterHeading();
    if (node == MarkdownNode::kTable) out_ += R"(<div class="table" role="group" tabindex="0">)";
    out_ += '<';
    out_ += TagOf(node);
    if (node == MarkdownNode::kOrderedList && event.number != 1) {
      out_ += " start=\"" + std::to_string(event.number) + '"';
    }
    if (node == MarkdownNode::kHeaderCell || node == MarkdownNode::kCell) Align(event.number);
    out_ += '>';
    if (node == MarkdownNode::kItem && event.number != 0) {
      out_ += event.number == text::kDoneTask
                  ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                  : "<input type=\"checkbox\" disabled=\"\" /> ";
    }
    if (HoldsLines(node)) out_ += '\n';
  }

  void Leave(const MarkdownEvent& event) {
    const MarkdownNode node = event.node;
    if (node == MarkdownNode::kHeading) return LeaveHeading();
    if (hidden_ || node == MarkdownNode::kImage) return;
    if (node == MarkdownNode::kLink && (--links_ > 0 || !link_open_)) return;
    if (HoldsLines(node)) StartLine();
    out_ += "</";
    out_ += TagOf(node);
    out_ += '>';
    if (node == MarkdownNode::kTable) out_ += "</div>";
    if (text::IsBlock(node)) out_ += '\n';
  }

  /// Of links within links, which there should be none of, the outer one counts.
  void EnterLink(const MarkdownDocument& document, const MarkdownEvent& event) {
    if (links_++ > 0) return;
    std::optional<std::string> address(document.Text(event));
    if (rewrite_) address = rewrite_(*address);
    link_open_ = address && text::IsAllowedLink(*address);
    if (!link_open_) return;
    out_ += "<a href=\"";
    AppendAddress(*address, out_);
    if (const std::string_view title = document.Title(event); !title.empty()) {
      out_ += "\" title=\"";
      base::AppendEscapedHtml(title, out_);
    }
    out_ += "\">";
  }

  void EnterHeading() {
    if (nested_) {
      out_ += "<p><strong>";
      return;
    }
    const HeadingStyle& style = headings_.at(heading_);
    hidden_ = style.hidden;
    if (hidden_) return;
    out_ += "<h" + std::to_string(style.level);
    if (!style.anchor.empty()) {
      out_ += " id=\"";
      base::AppendEscapedHtml(style.anchor, out_);
      out_ += '"';
    }
    out_ += '>';
  }

  void LeaveHeading() {
    if (nested_) {
      out_ += "</strong></p>\n";
      return;
    }
    const HeadingStyle& style = headings_.at(heading_++);
    if (!style.hidden) out_ += "</h" + std::to_string(style.level) + ">\n";
    hidden_ = false;
  }

  void Align(std::uint32_t alignment) {
    if (alignment == text::kAlignLeft) out_ += " align=\"left\"";
    if (alignment == text::kAlignCenter) out_ += " align=\"center\"";
    if (alignment == text::kAlignRight) out_ += " align=\"right\"";
  }

  void WriteCodeBlock(std::string_view code, std::string_view language) {
    StartLine();
    out_ += "<pre><code";
    if (!language.empty()) {
      out_ += " class=\"language-";
      base::AppendEscapedHtml(language, out_);
      out_ += '"';
    }
    out_ += '>';
    base::AppendEscapedHtml(code, out_);
    out_ += "</code></pre>\n";
  }

  /// Where links by the ids in `html` lead to.
  void WriteAnchors(std::string_view html) {
    for (const std::string& id : text::HtmlAnchors(html)) {
      if (!ids_.insert(id).second) continue;
      out_ += "<span id=\"";
      base::AppendEscapedHtml(id, out_);
      out_ += "\"></span>";
    }
  }

  /// Of raw tags in a line, Markdown can show the break and the picture.
  void WriteTag(std::string_view tag) {
    WriteAnchors(tag);
    if (tag.starts_with("<br")) {
      out_ += "<br />\n";
    } else if (tag.starts_with("<img")) {
      const MarkdownDocument document(AsMarkdown(tag));
      for (const MarkdownEvent& event : document.Events()) {
        if (event.part == MarkdownPart::kText) base::AppendEscapedHtml(document.Text(event), out_);
      }
    }
  }

  void WriteNested(std::string_view html) {
    if (nested_) return;
    WriteAnchors(html);
    nested_ = true;
    WriteAll(MarkdownDocument(AsMarkdown(html)));
    nested_ = false;
  }

  /// `html` as Markdown without HTML; empty for what shows nothing, cannot be read, or is too much.
  std::string AsMarkdown(std::string_view html) {
    if (nested_bytes_left_ == 0) return {};
    std::string markdown;
    if (NestingDepth(html) > kMaxNesting) {
      text::AppendEscaped(text::HtmlToText(html), true, markdown);
    } else {
      markdown = text::HtmlToMarkdown(html).value_or(std::string());
    }
    const bool fits = markdown.size() <= nested_bytes_left_;
    nested_bytes_left_ -= fits ? markdown.size() : nested_bytes_left_;
    return fits ? markdown : std::string();
  }

  void StartLine() {
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  const std::vector<HeadingStyle>& headings_;
  std::size_t heading_ = 0;
  std::size_t nested_bytes_left_;
  bool nested_ = false;
  bool hidden_ = false;
  int links_ = 0;
  bool link_open_ = false;
  const LinkRewriter& rewrite_;
  std::unordered_set<std::string> ids_;  ///< On the page so far, and those of all headings.
  std::string out_;
};

}  // namespace

std::string MarkdownHtml(const MarkdownDocument& document,
                         const std::vector<HeadingStyle>& headings, std::size_t max_nested_bytes,
                         const LinkRewriter& links) {
  return HtmlWriter(headings, max_nested_bytes, links).Write(document);
}

}  // namespace funnel::site
