// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/markup/markdown_document.h"

namespace funnel::site {

/// How a heading is shown.
struct HeadingStyle {
  int level = 2;
  std::string anchor;   ///< Its id; may be empty.
  bool hidden = false;  ///< Not at all.
};

/// What becomes of the address of a link on the page; nothing where it leads nowhere, so that its
/// text is no link.
using LinkRewriter = std::function<std::optional<std::string>(std::string_view address)>;

/// `document` as HTML, with a style for each of its headings, in order. Holds no tag that is not
/// the writer's own: raw HTML is shown as far as Markdown can (HtmlToMarkdown), up to
/// `max_nested_bytes` of that, with its headings as bold paragraphs, or left out. Links lead where
/// `links` (all as they are without one) and text::IsAllowedLink say or are text, and pictures are
/// their alternative text, since the pages load nothing from elsewhere. What the author gave an id
/// can be linked to by that, unless a heading has it. Thread-safe, as far as `links` is.
std::string MarkdownHtml(const text::MarkdownDocument& document,
                         const std::vector<HeadingStyle>& headings, std::size_t max_nested_bytes,
                         const LinkRewriter& links = {});

}  // namespace funnel::site
