// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/page_markup.h"

#include "indexer/text/markup/html_to_markdown.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel {

std::string PageMarkdown(std::string_view body) { return StripPublishingMarks(body); }

std::string HtmlAsMarkdown(std::string_view html) {
  return HtmlToMarkdown(html).value_or(std::string());
}

}  // namespace funnel
