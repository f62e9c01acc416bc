// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/article.h"

namespace funnel::site {

/// Behind the address of an article's page: the same as Markdown.
inline constexpr std::string_view kMarkdownEnding = ".md";

/// An article as a Markdown file for programs: front matter (title, summary, lang, products,
/// versions, updated, url: of the original, else of the page; what is empty is left out), then the
/// body, without the marks of publishing systems. The text of a plain one stands in a code block,
/// where it is what it is. Valid UTF-8; a text in the front matter is YAML and JSON alike.
std::string ArticleMarkdown(const Article& article);

}  // namespace funnel::site
