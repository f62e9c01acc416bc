// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "indexer/text/markup/page_anchors.h"
#include "server/site/markdown_html.h"

namespace funnel::site {

/// Longer Markdown is shown as plain text, and plain text is cut there, in bytes: an author's slip
/// must not hold a worker.
inline constexpr std::size_t kMaxRenderedBytes = text::kMaxAnchoredBytes;

/// One line of an article's table of contents.
struct ContentsEntry {
  std::string anchor;
  std::string heading;
  int level = 2;  ///< As in the page: 2 to 6.
};

/// An article's body for the page.
struct ArticleHtml {
  std::string html;  ///< Safe to be put into a page as it is.
  std::vector<ContentsEntry> contents;
  bool unformatted = false;  ///< Too long or costly for rendering, shown as plain text.
};

/// Renders the body: Markdown as MarkdownHtml has it, without the marks of publishing systems, and
/// as plain text where that would cost too much. Headings start at level 2, below the title, and
/// bear the anchors of `article.sections`. Thread-safe, as far as `links` is.
ArticleHtml RenderArticle(const Article& article, const LinkRewriter& links = {});

}  // namespace funnel::site
