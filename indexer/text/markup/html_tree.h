// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

namespace funnel::text {

/// A parsed HTML document. Its memory comes from one place and goes at once: however deep the tree
/// is, nothing recurses over it.
class HtmlTree {
 public:
  /// Parses a whole document, or a fragment as the content of a body. Anything is HTML. `html` must
  /// outlive the tree. Fails with kInvalidInput when the tree would take more memory than
  /// kMaxTreeBytes or its making more than kMaxSeconds of this thread: only a hostile file does.
  static Result<HtmlTree> Parse(std::string_view html);

  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  /// The <html> element.
  const GumboNode* root() const;

  static constexpr std::size_t kMaxTreeBytes = std::size_t{512} << 20;
  static constexpr int kMaxSeconds = 20;

 private:
  class Arena;
  HtmlTree(std::unique_ptr<Arena> arena, const GumboOutput* output);

  std::unique_ptr<Arena> arena_;
  const GumboOutput* output_ = nullptr;
};

/// The element of `node`; nothing for text, comments and the rest.
const GumboElement* ElementOf(const GumboNode* node);

/// Whether `node` is an element `tag`.
bool IsTag(const GumboNode* node, GumboTag tag);

/// The children of an element; none for anything else.
struct HtmlChildren {
  explicit HtmlChildren(const GumboNode* node);
  const GumboNode* const* begin() const { return first; }
  const GumboNode* const* end() const { return last; }
  const GumboNode* const* first = nullptr;
  const GumboNode* const* last = nullptr;
};

/// The value of an attribute; empty when there is none.
std::string_view AttributeOf(const GumboElement& element, const char* name);

/// The value in ASCII lower case, without the white space around it.
std::string LowerAttribute(const GumboElement& element, const char* name);

/// Goes through `node` and all below it in the order of the page, without recursion. `enter` is
/// called with each element and says whether to go into it; `text` with each piece of text.
template <class Enter, class Text>
void WalkHtml(const GumboNode* node, Enter&& enter, Text&& text) {
  std::vector<const GumboNode*> rest = {node};
  while (!rest.empty()) {
    const GumboNode* next = rest.back();
    rest.pop_back();
    if (next->type == GUMBO_NODE_TEXT || next->type == GUMBO_NODE_CDATA ||
        next->type == GUMBO_NODE_WHITESPACE) {
      text(std::string_view(next->v.text.text));
      continue;
    }
    const GumboElement* element = ElementOf(next);
    if (element == nullptr || !enter(next, *element)) continue;
    const HtmlChildren children(next);
    for (auto child = children.end(); child != children.begin();) rest.push_back(*--child);
  }
}

/// The text below `node` with its white space as single spaces; of the parts that `IsChrome` and
/// invisible elements nothing.
std::string PlainTextOf(const GumboNode* node);

/// Whether readers never see `element`: scripts, styles, forms' controls, embedded objects, and
/// what is hidden by attribute, style or for screen readers.
bool IsInvisible(const GumboElement& element);

/// Whether `element` belongs to the site and not to the article: navigation, banners, footers,
/// asides, dialogs, and what its label calls a matter of cookies or consent. Within the article
/// (`in_article`) its header and an aside that is a note belong to it.
bool IsChrome(const GumboElement& element, bool in_article);

/// Whether `element` is laid out within a line.
bool IsInlineElement(const GumboElement& element);

}  // namespace funnel::text
