// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/text/markup/markdown_document.h"

namespace funnel::site {

/// How a heading is shown.
struct HeadingStyle {
  int level = 2;
  std::string anchor;   ///< Its id; may be empty.
  bool hidden = false;  ///< Not at all.
};

/// `document` as HTML, with a style for each of its headings, in order. Holds no tag that is not
/// the writer's own: raw HTML is shown as far as Markdown can (HtmlToMarkdown), up to
/// `max_nested_bytes` of that, with its headings as bold paragraphs, or left out. Links lead where
/// text::IsAllowedLink says or are text, and pictures are their alternative text, since the pages
/// load nothing from elsewhere. Thread-safe.
std::string MarkdownHtml(const text::MarkdownDocument& document,
                         const std::vector<HeadingStyle>& headings, std::size_t max_nested_bytes);

}  // namespace funnel::site
