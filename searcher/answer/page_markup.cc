// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/page_markup.h"

#include "indexer/text/markup/html_to_markdown.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::answer {

std::string PageMarkdown(std::string_view body) { return text::StripPublishingMarks(body); }

std::string HtmlAsMarkdown(std::string_view html) {
  return text::HtmlToMarkdown(html).value_or(std::string());
}

}  // namespace funnel::answer
