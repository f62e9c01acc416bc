// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// The text that a browser would show of a piece of HTML: blocks separated by '\n', cells of a row
/// by " | ", images as their alternative text; scripts, styles and comments left out. Anything is
/// accepted, to any depth of nesting.
std::string HtmlToText(std::string_view html);

/// Whether what may be plain text or HTML, as in the records of help desks, is HTML: it has a tag
/// that their editors write.
bool LooksLikeHtml(std::string_view text);

}  // namespace funnel::text
