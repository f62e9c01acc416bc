// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_text.h"

#include <gumbo.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/html_tree.h"

namespace funnel::text {
namespace {

/// Gumbo frees its tree by recursion and rebuilds open formatting elements at every block: HTML is
/// given to it in pieces of at most so many tags, cut before a tag.
constexpr std::size_t kMaxTags = 1000;

bool IsHidden(GumboTag tag) {
  constexpr GumboTag kHidden[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE,
                                  GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_HEAD};
  return std::find(std::begin(kHidden), std::end(kHidden), tag) != std::end(kHidden);
}

/// Collects visible text from a parsed piece.
class Collector {
 public:
  explicit Collector(std::string& out) : out_(out) {}

  /// Walks the tree below `root` without recursion.
  void Walk(const GumboNode* root) {
    struct Step {
      const GumboNode* node;
      bool leaving;
    };
    std::vector<Step> steps = {{root, false}};
    while (!steps.empty()) {
      const auto [node, leaving] = steps.back();
      steps.pop_back();
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
        AddText(node->v.text.text);
      } else if (node->type == GUMBO_NODE_WHITESPACE) {
        AddText(" ");
      } else if (node->type == GUMBO_NODE_ELEMENT) {
        const GumboElement& element = node->v.element;
        if (IsHidden(element.tag)) continue;
        Border(element, leaving);
        if (leaving) continue;
        steps.push_back({node, true});
        for (unsigned i = element.children.length; i > 0; --i) {
          steps.push_back({static_cast<const GumboNode*>(element.children.data[i - 1]), false});
        }
      }
    }
  }

 private:
  void Border(const GumboElement& element, bool leaving) {
    if (element.tag == GUMBO_TAG_IMG) {
      const GumboAttribute* alt = gumbo_get_attribute(&element.attributes, "alt");
      if (!leaving && alt != nullptr) AddText(alt->value);
    } else if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) {
      if (leaving || out_.empty()) return;
      TrimSpaces();
      if (!out_.empty() && out_.back() != '\n') out_ += " | ";
    } else if (!IsInlineElement(element) || element.tag == GUMBO_TAG_BR) {
      TrimSpaces();
      if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    }
    if (element.tag == GUMBO_TAG_PRE) preformatted_ = !leaving;
  }

  void TrimSpaces() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  }

  void AddText(std::string_view text) {
    if (preformatted_) {
      out_ += text;
      return;
    }
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      if (!space) {
        out_ += c;
      } else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
        out_ += ' ';
      }
    }
  }

  std::string& out_;
  bool preformatted_ = false;
};

/// The element in which `html` would stand, by its first opening tag: rows and cells without a
/// table around them would lose their tags.
GumboTag ContextOf(std::string_view html) {
  std::size_t at = html.find('<');
  while (at != std::string_view::npos && at + 1 < html.size() && html[at + 1] == '/') {
    at = html.find('<', at + 1);
  }
  if (at == std::string_view::npos) return GUMBO_TAG_BODY;
  const std::string start = base::AsciiLower(html.substr(at + 1, 3));
  if (start.starts_with("td") || start.starts_with("th")) {
    return base::AsciiLower(html.substr(at + 1, 5)) == "thead" ? GUMBO_TAG_TABLE : GUMBO_TAG_TR;
  }
  if (start.starts_with("tr")) return GUMBO_TAG_TBODY;
  return start == "tbo" || start == "tfo" ? GUMBO_TAG_TABLE : GUMBO_TAG_BODY;
}

void AddPiece(std::string_view html, std::string& out) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.fragment_context = ContextOf(html);
  GumboOutput* parsed = gumbo_parse_with_options(&options, html.data(), html.size());
  if (parsed == nullptr) return;
  Collector(out).Walk(parsed->root);
  gumbo_destroy_output(&options, parsed);
}

}  // namespace

std::string HtmlToText(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    std::size_t end = 0;
    std::size_t tags = 0;
    while (end < html.size() && (html[end] != '<' || tags++ < kMaxTags)) ++end;
    AddPiece(html.substr(0, end), out);
    html.remove_prefix(end);
  }
  return std::string(base::Trim(out));
}

bool LooksLikeHtml(std::string_view text) {
  constexpr std::string_view kTags[] = {"</p>", "</div>", "</li>", "</td>",
                                        "<br>", "<br/>",  "<br "};
  return std::any_of(std::begin(kTags), std::end(kTags), [&](std::string_view tag) {
    return text.find(tag) != std::string_view::npos;
  });
}

}  // namespace funnel::text
