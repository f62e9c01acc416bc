// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_reader.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/html_to_markdown.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// A saved page: its charset, its tree, its Markdown, and that read again.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html = funnel::fuzz::TextOf(data, size);
  const readers::SourceFile file{
      .path = "page.html", .name = "page.html", .id = "page", .kind = readers::SourceKind::kHtml};
  if (const auto read = readers::ReadHtmlArticle(html, file, "en")) {
    funnel::fuzz::RequireArticle(read->article);
  }
  const std::string text = funnel::text::HtmlToText(html);
  funnel::fuzz::Use(text);
  return 0;
}
