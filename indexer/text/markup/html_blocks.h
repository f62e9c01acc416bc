// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <string>

namespace funnel::text {

/// The content of an HTML element as Markdown; see HtmlToMarkdown. `in_article`: as IsChrome has
/// it.
std::string MarkdownOf(const GumboNode* node, bool in_article);

}  // namespace funnel::text
