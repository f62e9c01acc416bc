// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/article.h"
#include "indexer/readers/markdown_reader.h"
#include "server/site/article_html.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// A Markdown file, from its bytes to the page that shows it.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const readers::SourceFile file{.path = "en/article.md", .name = "en/article.md", .id = "article"};
  const auto read = readers::ReadMarkdownArticle(funnel::fuzz::TextOf(data, size), file, "");
  if (!read) return 0;
  funnel::fuzz::RequireArticle(read->article);
  const funnel::site::ArticleHtml page = funnel::site::RenderArticle(read->article);
  funnel::fuzz::Require(page.html.find("<script") == std::string::npos &&
                            page.html.find("href=\"javascript:") == std::string::npos,
                        "a page runs nothing of the article");
  return 0;
}
