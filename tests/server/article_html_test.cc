// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {

namespace {

std::string Html(const std::string& body) {
  Article article;
  article.title = "Title";
  article.body = body;
  return site::RenderArticle(article).html;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("RenderArticle: Markdown of the usual kind") {
  const struct {
    std::string body, html;
  } examples[] = {
      {"a *b* `c<d`", "<p>a <em>b</em> <code>c&lt;d</code></p>\n"},
      {"~~x~~", "<p><del>x</del></p>\n"},
      {"[x](https://a.b/?c&d)", "<p><a href=\"https://a.b/?c&amp;d\">x</a></p>\n"},
      {"[x](other.md#y)", "<p><a href=\"other.md#y\">x</a></p>\n"},
      {"https://a.b/c", "<p><a href=\"https://a.b/c\">https://a.b/c</a></p>\n"},
      {"# One\n### Two", "<h2>One</h2>\n<h4>Two</h4>\n"},
      {"# Title\n## Two", "<h2>Two</h2>\n"},
      {"```\n<h2>\n```", "<pre><code>&lt;h2&gt;\n</code></pre>\n"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.body);
    CHECK(Html(example.body) == example.html);
  }
}

TEST_CASE("RenderArticle: HTML and the marks of documentation repositories") {
  const struct {
    std::string body, html;
  } examples[] = {
      {"> [!NOTE]\n> Careful", "<blockquote>\n<p>Careful</p>\n</blockquote>\n"},
      {"See [!INCLUDE [x](y.md)]{{< note >}}it", "<p>See it</p>\n"},
      {"a<br>b <kbd>Ctrl</kbd> <a href='javascript:x'>l</a>", "<p>a<br />\nb Ctrl l</p>\n"},
      {"an <img src='x.png' onerror='y' alt='icon'> here", "<p>an icon here</p>\n"},
      {"<details>\n<summary>More</summary>\n\n*x*\n\n</details>",
       "<p><strong>More</strong></p>\n<p><em>x</em></p>\n"},
      {"<div><h2>Head</h2><script>x</script></div>\n\n## Two",
       "<p><strong>Head</strong></p>\n<h2>Two</h2>\n"},
      {"<table><tr><th>a<th>b<tr><td onclick=x>1<td>2</table>",
       "<div class=\"table\" role=\"group\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n"
       "<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n"
       "</table></div>\n"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.body);
    CHECK(Html(example.body) == example.html);
  }
}

TEST_CASE("RenderArticle: nothing hostile gets through") {
  for (const char* body : {"<script>alert(1)</script>",
                           "<img src=x onerror=alert(1)>",
                           "a <b onclick=x>b</b>",
                           "[x](javascript:alert(1))",
                           "[x](JaVaScRiPt:alert(1))",
                           "[x](vbscript:x)",
                           "[x](data:text/html,<script>)",
                           "[x](java&#x09;script:alert(1))",
                           "[x](&#1;javascript:alert(1))",
                           "![x](javascript:alert(1))",
                           "![x](https://evil.example/pixel.gif)",
                           "<https://a.b/\"onmouseover=alert(1)>",
                           "[x](file:///etc/passwd)",
                           "[x]: javascript:alert(1)\n\n[x]",
                           "| <script> |\n|---|\n| <img src=x> |",
                           "<details open ontoggle=alert(1)>",
                           "[![x](y.png)](javascript:alert(1))",
                           "<style>*{}</style>",
                           "<iframe src=x>",
                           "## <script>x</script>",
                           "- [x] <form action=x>"}) {
    CAPTURE(body);
    const std::string html = Html(body);
    CAPTURE(html);
    for (const char* part : {"<script", "<img", "<iframe", "<style", "<form", "<details",
                             "onclick=x", "href=\"javascript", "href=\"JaVa", "href=\"vbs",
                             "href=\"data", "href=\"file", "href=\"%01", "href=\"java", "\"on"}) {
      CHECK_FALSE(Has(html, part));
    }
  }
}

TEST_CASE("RenderArticle: headings bear the anchors of their sections") {
  Article article;
  article.title = "T";
  article.body = "intro\n\n## A\n\nx\n\n## B & C\n\n### <i>D</i>\n";
  article.sections = {{"", "", 0, SectionRole::kOther, 0, 6},
                      {"A", "a", 2, SectionRole::kOther, 6, 10},
                      {"B & C", "b-\"c", 2, SectionRole::kOther, 10, 16}};
  const site::ArticleHtml result = site::RenderArticle(article);
  CHECK(Has(result.html, "<h2 id=\"a\">A</h2>"));
  CHECK(Has(result.html, "<h2 id=\"b-&quot;c\">B &amp; C</h2>"));
  CHECK(Has(result.html, "<h3>"));
  REQUIRE(result.contents.size() == 2);
  CHECK(result.contents[1].heading == "B & C");
}

TEST_CASE("RenderArticle: a first heading that is the title has no section") {
  Article article;
  article.title = "T";
  article.body = "# T\n\n## A\n\n## B\n";
  article.sections = {{"A", "a", 2, SectionRole::kOther, 0, 2},
                      {"B", "b", 2, SectionRole::kOther, 2, 4}};
  CHECK(site::RenderArticle(article).html == "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n");
}

TEST_CASE("RenderArticle: tables scroll in a box of their own") {
  const std::string html = Html("| a |\n|---|\n| `</table>` |\n");
  CHECK(Has(html, "<div class=\"table\" role=\"group\" tabindex=\"0\"><table>"));
  CHECK(Has(html, "</table></div>"));
  CHECK(Has(html, "&lt;/table&gt;"));
}

TEST_CASE("RenderArticle: plain text is escaped in paragraphs") {
  Article article;
  article.format = BodyFormat::kPlain;
  article.body = "a <b>\nc\n\n\x01 d\xFF & e";
  CHECK(site::RenderArticle(article).html ==
        "<p class=\"plain\">a &lt;b&gt;\nc</p>\n<p class=\"plain\">  d\xEF\xBF\xBD &amp; e</p>\n");
}

TEST_CASE("RenderArticle: a body without end is shown as text, cut") {
  Article article;
  for (int i = 0; i < 60'000; ++i) article.body += "- [x](y) ";
  const site::ArticleHtml result = site::RenderArticle(article);
  CHECK(result.unformatted);
  CHECK(result.html.size() < 2 * site::kMaxRenderedBytes);
}

}  // namespace funnel
