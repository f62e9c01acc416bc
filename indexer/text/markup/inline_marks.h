// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Marks within a line. Each function takes what `text` begins with: it appends what readers see of
// it to `out` and returns its length, 0 where `text` begins with no such mark.

namespace funnel::text {

/// [!NAME ...], with an address in parentheses behind it.
std::size_t TakeBracketMark(std::string_view text, std::string& out);

/// [[Page]], [[Page|words]], ![[Page]].
std::size_t TakeWikiLink(std::string_view text, std::string& out);

/// {{ site.x }}, {{ "/path" | relative_url }}: what stands for the site's own address is dropped.
std::size_t TakeOutputTag(std::string_view text, std::string& out);

/// :material-lock:, of the sets of icons that documentation uses.
std::size_t TakeIcon(std::string_view text);

/// ==words== and ++keys++: the marks without what is between, which `out` gets.
std::size_t TakeHighlight(std::string_view text, std::string& out);

/// <a href="x">words</a> as a link of Markdown.
std::size_t TakeHtmlLink(std::string_view text, std::string& out);

/// The length of the tag or comment of HTML that `text` begins with, in one line; 0 for none.
std::size_t HtmlTagLength(std::string_view text);

/// The length of the code span that `text` begins with; of its backticks alone if it never ends.
std::size_t CodeSpanLength(std::string_view text);

/// The length of {#id}, {.class}, {: name="value" }; `*id` becomes the id, if there is one.
std::size_t AttributeListLength(std::string_view text, std::string_view* id);

/// An anchor as HTML; empty where `id` can be none.
std::string AnchorTag(std::string_view id);

}  // namespace funnel::text
