// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_markdown.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/server/server_fixture.h"

namespace funnel::test {

TEST_CASE("ArticleMarkdown: front matter of what readers may see, then the body") {
  Article article = SimpleArticle("ja", "印刷/キュー 1", "印刷キューが\"止まる\"", "");
  article.summary = "改行\nあり";
  article.body = "## 原因\n\n:::note[注意]\n再起動\n:::\n";
  article.products = {"Tamarind Print", "C#"};
  article.updated = "2026-02-11";
  article.authors = {"Secret Author"};
  article.source = "/secret/place/queue.md";
  article.extra = {{"owner", "secret team"}};
  CHECK(site::ArticleMarkdown(article) ==
        "---\ntitle: \"印刷キューが\\\"止まる\\\"\"\nsummary: \"改行\\nあり\"\nlang: \"ja\"\n"
        "products: [\"Tamarind Print\", \"C#\"]\nupdated: \"2026-02-11\"\n"
        "url: \"/articles/ja/"
        "%E5%8D%B0%E5%88%B7/%E3%82%AD%E3%83%A5%E3%83%BC%201\"\n---\n\n"
        "## 原因\n\n> **注意**\n>\n> 再起動\n");
}

TEST_CASE("ArticleMarkdown: a plain text is no Markdown, an address elsewhere the original's") {
  Article article = SimpleArticle("en", "log", "", "# no heading\n```` four\n<b>");
  article.format = BodyFormat::kPlain;
  article.url = "https://example.org/log";
  CHECK(site::ArticleMarkdown(article) ==
        "---\ntitle: \"log\"\nlang: \"en\"\nurl: \"https://example.org/log\"\n---\n\n"
        "`````text\n# no heading\n```` four\n<b>\n`````\n");
}

TEST_CASE("ArticleMarkdown: by its address, or by what the request accepts") {
  const TestServer& server = SharedServer();
  const struct {
    const char* target;
    const char* fields;
    int status;
    const char* type;
    const char* vary;
  } examples[] = {
      {"/articles/en/printing/queue-stuck.md", "", 200, "text/markdown; charset=utf-8",
       "Accept-Encoding"},
      {"/articles/th/printing%2Fqueue-stuck.md", "Accept: text/html\r\n", 200,
       "text/markdown; charset=utf-8", "Accept-Encoding"},
      {"/articles/en/printing/queue-stuck", "Accept: text/markdown, */*\r\n", 200,
       "text/markdown; charset=utf-8", "Accept, Accept-Language, Accept-Encoding"},
      {"/articles/en/printing/queue-stuck", "Accept: text/html, */*\r\n", 200,
       "text/html; charset=utf-8", "Accept, Accept-Language, Accept-Encoding"},
      {"/articles/en/internal-1.md", "", 404, "text/html; charset=utf-8",
       "Accept-Language, Accept-Encoding"},
      {"/articles/en/internal-1", "Accept: text/markdown\r\n", 404, "text/html; charset=utf-8",
       "Accept-Language, Accept-Encoding"},
      {"/articles/en/.md", "", 404, "text/html; charset=utf-8", "Accept-Language, Accept-Encoding"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer answer = server.Get(example.target, example.fields);
    CHECK(answer.status == example.status);
    CHECK(answer.Header("Content-Type") == example.type);
    CHECK(answer.Header("Vary") == example.vary);
  }
  const Answer page = server.Get("/articles/en/printing/queue-stuck");
  CHECK(page.body.find("<link rel=\"alternate\" type=\"text/markdown\" "
                       "href=\"/articles/en/printing/queue-stuck.md\">") != std::string::npos);
  CHECK(server.Get("/articles/en/printing/queue-stuck.md").Header("Link") ==
        "</articles/en/printing/queue-stuck>; rel=\"canonical\"");
}

}  // namespace funnel::test
