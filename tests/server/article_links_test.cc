// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_links.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/site/article_html.h"
#include "tests/server/server_fixture.h"

namespace funnel {
namespace {

Article At(const std::string& lang, const std::string& id, const std::string& source,
           const std::string& body) {
  Article article = test::SimpleArticle(lang, id, "About " + id, body);
  article.body = body;
  article.source = source;
  return article;
}

/// A base of linked articles, and where their links lead.
struct Links {
  testing::TempDir dir;
  access::ServedBase base{dir.path(), Audience::kPublic, std::chrono::seconds(5)};

  explicit Links(const std::vector<Article>& articles) { test::Publish(dir.path(), articles); }

  std::string Lead(const std::string& page, const std::string& target, const std::string& lang = "",
                   bool chosen = false) {
    const auto view = base.Find(page, true);
    REQUIRE(view.has_value());
    site::PageReader reader;
    reader.lang = lang.empty() ? view->article.lang : lang;
    reader.chosen = chosen;
    site::ArticleLinks links(base, *view, reader);
    return links.Rewriter()(target).value_or("text");
  }
};

TEST_CASE("ArticleLinks: however a link is written, it leads to the page and its fragment") {
  Article moved = At("en", "moved", "docs/start/moved.md", "x\n");
  moved.extra.emplace_back("slug", "/first-steps");
  moved.extra.emplace_back("aliases", "[\"/old/place/\"]");
  Links base({At("en", "a", "docs/x/a.md", "# A\n\n## One {#first}\n\nx\n"),
              At("en", "lamps", "docs/x/lamps.md",
                 "# Lamps\n\n## The Violet\n\nx\n\n<a id=\"Old\"></a>\n\n## Next {#go}\n\ny\n"),
              At("en", "x/index", "docs/x/index.md", "# X\n\nx\n"),
              At("en", "named", "docs/y/Cafe\xCC\x81 Key.md", "# Key\n\nx\n"),
              At("en", "no-file", "all.jsonl", "# N\n\nx\n"), moved});
  const struct {
    const char* target;
    const char* leads;
  } kRows[] = {
      {"lamps.md", "/articles/en/lamps"},
      {"./lamps.md#the-violet", "/articles/en/lamps#the-violet"},
      {"lamps.html#The_Violet", "/articles/en/lamps#the-violet"},
      {"LAMPS#old", "/articles/en/lamps#Old"},
      {"../lamps/#go", "/articles/en/lamps#go"},
      {"lamps.md#gone", "/articles/en/lamps"},
      {"lamps.md#about-lamps", "/articles/en/lamps#page-main"},
      {"/docs/x/lamps", "/articles/en/lamps"},
      {"/x/lamps/", "/articles/en/lamps"},
      {"../x/", "/articles/en/x/index"},
      {".", "/articles/en/x/index"},
      {"../y/caf%C3%A9%20key.md", "/articles/en/named"},
      {"page:caf\xC3\xA9 key", "/articles/en/named"},
      {"page:nobody", "text"},
      {"/first-steps", "/articles/en/moved"},
      {"/docs/old/place/", "/articles/en/moved"},
      {"#first", "#first"},
      {"#First", "#first"},
      {"#nothing", "text"},
      {"#top", "#top"},
      {"gone.md", "text"},
      {"files/manual.pdf", "text"},
      {"{{ x }}", "text"},
      {"/articles/en/no-file", "/articles/en/no-file"},
      {"/search", "/search"},
      {"https://other.example/x.md", "https://other.example/x.md"},
      {"mailto:a@b.example", "mailto:a@b.example"},
      {"javascript:x", "javascript:x"},  // The writer of the page refuses it.
  };
  for (const auto& row : kRows) {
    CAPTURE(row.target);
    CHECK(base.Lead("en/a", row.target) == row.leads);
  }
  CHECK(base.Lead("en/a", "lamps.md#go", "th", true) == "/articles/en/lamps?lang=th#go");
}

TEST_CASE("ArticleLinks: in the reader's language, at the heading that stands there") {
  const auto family = [](Article article, const std::string& name) {
    article.family = name;
    return article;
  };
  Links base(
      {family(At("en", "en/a", "d/en/a.md", "# A\n\nx\n"), "a"),
       family(At("ja", "ja/a", "d/ja/a.md", "# A\n\nx\n"), "a"),
       family(At("en", "en/b", "d/en/b.md", "# B\n\n## Cause\n\nx\n\n## Fix {#fix}\n\ny\n"), "b"),
       family(At("ja", "ja/b", "d/ja/b.md", "# B\n\n## 原因\n\nx\n\n## 直す {#fix}\n\ny\n"), "b"),
       family(At("en", "en/c", "d/en/c.md", "# C\n\n## Only\n\nx\n"), "c")});
  CHECK(base.Lead("en/en/a", "b.md#cause") == "/articles/en/en/b#cause");
  CHECK(base.Lead("ja/ja/a", "b.md#fix") == "/articles/ja/ja/b#fix");
  CHECK(base.Lead("en/en/a", "b.md#cause", "ja") == "/articles/ja/ja/b#原因");
  CHECK(base.Lead("ja/ja/a", "../en/b.md") == "/articles/ja/ja/b");
  CHECK(base.Lead("ja/ja/a", "c.md#only") == "/articles/en/en/c#only");
}

TEST_CASE("ArticleLinks: of an article with a home elsewhere, its neighbours there") {
  Article home = At("en", "9", "api.json", "x\n");
  home.url = "https://help.example/hc/en-us/articles/9-Home";
  Article other = At("en", "12", "api.json", "x\n");
  other.url = "https://help.example/hc/en-us/articles/12-Other";
  Links base({home, other});
  CHECK(base.Lead("en/9", "/hc/en-us/articles/12") == "/articles/en/12");
  CHECK(base.Lead("en/9", "https://help.example/hc/en-us/articles/12-Renamed#x") ==
        "/articles/en/12");
  CHECK(base.Lead("en/9", "/hc/en-us/articles/77") == "https://help.example/hc/en-us/articles/77");
  CHECK(base.Lead("en/9", "https://help.example/pricing") == "https://help.example/pricing");
}

TEST_CASE("RenderArticle: links of articles, and anchors that authors wrote") {
  Links base(
      {At("en", "a", "d/a.md",
          "See [b](b.md), [c](c.md), [p](#port).\n\n<a id=\"leave\"></a>\n\n### Exit {#port}\n\n"
          "x[^1]\n\n[^1]: Note.\n"),
       At("en", "b", "d/b.md", "x\n")});
  const auto view = base.base.Find("en/a", true);
  REQUIRE(view.has_value());
  site::PageReader reader;
  reader.lang = "en";
  site::ArticleLinks links(base.base, *view, reader);
  const std::string html = site::RenderArticle(view->article, links.Rewriter()).html;
  CHECK(html ==
        "<p>See <a href=\"/articles/en/b\">b</a>, c, <a href=\"#port\">p</a>.</p>\n"
        "<p><span id=\"leave\"></span></p>\n"
        "<h2 id=\"exit\">Exit<span id=\"port\"></span></h2>\n"
        "<p>x<a href=\"#fn-1\">[1]</a></p>\n<p><span id=\"fn-1\"></span>[1] Note.</p>\n");
}

}  // namespace
}  // namespace funnel
