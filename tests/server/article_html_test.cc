// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html.h"

#include <doctest/doctest.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

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
      {"a\n|b||\n|-|-|\n|c|`d\\|e`|\n[f]: g\n",
       "<p>a</p>\n<div class=\"table\" role=\"group\" "
       "tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>b</th>\n"
       "<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n<td><code>d|e</code></td>\n</tr>\n"
       "<tr>\n<td>[f]: g</td>\n<td></td>\n</tr>\n</tbody>\n</table></div>\n"},
      {"- a\n- [x] b\n\n3. c\n\n   d\n",
       "<ul>\n<li>a</li>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
       "b</li>\n</ul>\n"
       "<ol start=\"3\">\n<li>\n<p>c</p>\n<p>d</p>\n</li>\n</ol>\n"},
      {"```sh\na\n```\n---", "<pre><code class=\"language-sh\">a\n</code></pre>\n<hr />\n"},
      {"[x](a.md 'b\"c') &copy; www.a.b",
       "<p><a href=\"a.md\" title=\"b&quot;c\">x</a> \u00A9 <a "
       "href=\"http://www.a.b\">www.a.b</a></p>\n"},
      {"[a ![b](c) d](e)", "<p><a href=\"e\">a b d</a></p>\n"},
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
                           "[x](javascript&colon;alert(1))",
                           "[x](&#106;avascript:alert(1))",
                           "[x](&Tab;javascript:alert(1))",
                           "<javascript:alert(1)>",
                           "[x][y]\n\n[y]: data&colon;text/html,x",
                           "<a href=javascript:alert(1)>x</a>",
                           "<div><a href='javascript&colon;alert(1)'>x</a></div>",
                           "<div><img src=x onerror=alert(1) alt='<script>'></div>",
                           "[x](https://a.b \"\\\"onmouseover=alert(1)\")",
                           "```\" onclick=x\n```",
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

std::string Repeated(std::string_view part, std::size_t size) {
  std::string text;
  while (text.size() < size) text += part;
  return text;
}

/// Bodies that another Markdown parser, or a lock around it, makes a page wait for.
std::vector<std::string> HostileBodies() {
  constexpr std::size_t kSize = 250'000;
  std::vector<std::string> bodies;
  for (const char* part :
       {"a@",       "@a.b",         "a@a.b ", "www.",    "http://a.b/(", "[",        "![[](",
        "*a _b ",   "> ",           "- ",     "|-\n",    "<a ",          "<!--",     "<![CDATA[",
        "<div>\n",  "<pre>\n",      "<b>",    "<a>\n\n", "<table>\n",    "<ul><li>", "&aa;",
        "[a]: b\n", "[a](b&amp;) ", "# a\n",  "~~a ",    "`a ``b "}) {
    bodies.push_back(Repeated(part, kSize));
  }
  bodies.push_back(Repeated("|a", 250) + "|\n" + Repeated("|-", 250) + "|\n" +
                   Repeated("|b\n", kSize));
  bodies.push_back(Repeated("> ", kSize / 2) + Repeated("\na", kSize / 2));
  bodies.push_back("[a]: /" + Repeated("u", kSize / 2) + "\n\n" + Repeated("[a]\n", kSize / 2));
  return bodies;
}

/// Of the processor, so that a busy machine fails no test.
double CpuSecondsOf(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  return now() - begin;
}

double SecondsOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST_CASE("RenderArticle: hostile bodies take no more than their length's time") {
  for (const std::string& body : HostileBodies()) {
    CAPTURE(body.substr(0, 20));
    std::string html;
    CHECK(CpuSecondsOf([&] { html = Html(body); }) < 2);
    CHECK(html.size() < 64 * body.size());
  }
}

TEST_CASE("RenderArticle: a short article does not wait for long ones") {
  std::atomic<bool> done = false;
  std::vector<std::thread> others;
  for (int i = 0; i < 4; ++i) {
    others.emplace_back([&done] {
      const std::string hostile = Repeated("@a.b", 250'000);
      while (!done) (void)Html(hostile);
    });
  }
  double longest = 0;
  for (int i = 0; i < 20; ++i) {
    longest = std::max(longest, SecondsOf([] { CHECK(Html("a") == "<p>a</p>\n"); }));
  }
  done = true;
  for (std::thread& other : others) other.join();
  CHECK(longest < 5);
}

TEST_CASE("RenderArticle: what would cost too much is shown as text") {
  Article article;
  article.body = "a *b*\n\n<c>\n" + Repeated("[\n", 60'000) + Repeated("]\n", 60'000);
  const site::ArticleHtml result = site::RenderArticle(article);
  CHECK(result.unformatted);
  CHECK(Has(result.html, "<p class=\"plain\">a *b*</p>\n<p class=\"plain\">&lt;c&gt;\n["));
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
