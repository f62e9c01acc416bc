// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/article_link.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/text/markup/page_anchors.h"

namespace funnel {
namespace {

/// The places of a link, in one line: of files plain, of addresses behind '@', of names behind '~'.
std::string Places(const std::string& target, const std::string& from) {
  const auto link = text::ReadArticleLink(target);
  if (!link) return "elsewhere";
  std::string line;
  for (const text::LinkPlace& place : text::PlacesOf(*link, from)) {
    if (!line.empty()) line += ' ';
    line += (place.alias ? "@" : place.named ? "~" : "") + place.path;
  }
  return link->fragment.empty() ? line : line + " #" + link->fragment;
}

TEST_CASE("ArticleLink: the places that a link may mean") {
  const struct {
    const char* target;
    const char* from;
    const char* places;
  } kRows[] = {
      {"b.md#x", "top/a.md", "top/b.md top/a/b.md #x"},
      {"../y/b.md", "top/x/a.md", "top/y/b.md top/x/y/b.md"},
      {"b/", "top/index.md", "top/b"},
      {"b%20c.html?x=1", "a.md", "b c.html a/b c.html"},
      {"x\\b.md", "a.md", "x/b.md a/x/b.md"},
      {"/g/b", "r/docs/a.md", "r/docs/g/b r/g/b g/b @g/b"},
      {"/docs/b", "docs/a.md", "docs/docs/b docs/b @docs/b b @b"},
      {"@site/docs/b.md", "docs/a.md", "docs/docs/b.md docs/b.md @docs/b.md b.md @b.md"},
      {"page:b.md", "top/a.md", "top/b.md top/a/b.md ~b.md"},
      {"b.md", "top/ja/a.md",
       "top/ja/b.md top/ja/a/b.md top/en/b.md top/b.md top/en/a/b.md top/a/b.md"},
      {"b.md", "a.ja.md", "b.ja b.md a.ja/b.ja a.ja/b.md"},
      {"../../../b.md", "a/c.md", "../../b.md ../b.md"},
      {"#x", "a.md", " #x"},
      {"https://e.example/b.md", "a.md", "elsewhere"},
      {"mailto:a@e.example", "a.md", "elsewhere"},
      {"//e.example/b", "a.md", "elsewhere"},
      {"{{ x }}/b.md", "a.md", "elsewhere"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.target);
    CAPTURE(row.from);
    CHECK(Places(row.target, row.from) == row.places);
  }
}

TEST_CASE("ArticleLink: ways of writing a place that are one") {
  const struct {
    const char* a;
    const char* b;
  } kRows[] = {
      {"top/a.md", "top/A.html"},
      {"top/a/index.md", "top/a/"},
      {"top/a/_index.mdx", "top/x/../a"},
      {"top/README.md", "top"},
      {"top/Cafe\xCC\x81.md", "top/caf\xC3\xA9"},
      {"top/\xE3\x81\x8B\xE3\x82\x99.md", "top/\xE3\x81\x8C"},
  };
  for (const auto& row : kRows) CHECK(text::PlaceKey(row.a) == text::PlaceKey(row.b));
  CHECK(text::PlaceKey("a.b.md") != text::PlaceKey("a.c.md"));
  CHECK(text::PlaceKey("index.md") == "index");
  CHECK(text::AliasKey("/hc/en-us/articles/12-Reset") == text::AliasKey("hc/en-us/articles/12"));
  CHECK(text::NameKey("x/Wiki Page.md") == text::NameKey("wiki-page"));
  CHECK(text::ArticlePlace("top/a.md", "x") == "top/a.md");
  CHECK(text::ArticlePlace("all.jsonl", "x/y") == "x/y");
}

TEST_CASE("PageAnchors: sections, what the author named, the title") {
  Article article;
  article.title = "Reset it";
  article.body =
      "## One {#first}\n\n<a id=\"Old\"></a>\n\n<div id=\"box\">x</div>\n\n<b name=\"no\">x</b>\n";
  article.sections.push_back({.heading = "One", .anchor = "one", .level = 2});
  const text::PageAnchors anchors(article);
  CHECK(anchors.Find("one") == "one");
  CHECK(anchors.Find("One") == "one");
  CHECK(anchors.Find("first") == "first");
  CHECK(anchors.Find("old") == "Old");
  CHECK(anchors.Find("box") == "box");
  CHECK(anchors.Find("reset-it") == text::kTitleAnchor);
  CHECK(anchors.Find("no").empty());
  CHECK(anchors.Find("two").empty());
}

}  // namespace
}  // namespace funnel
