// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_reader.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace funnel {
namespace {

std::string Read(std::string_view bytes, const std::string& lang = "") {
  const readers::SourceFile file{"kb/a.html", "kb/a.html", "a", readers::SourceKind::kHtml, 0};
  const auto read = readers::ReadHtmlArticle(bytes, file, lang);
  if (!read) return read.error().message;
  const Article& article = read->article;
  std::string line =
      fmt::format("{}/{}: {} <{}>", article.id, article.lang, article.title, article.text);
  for (const std::string& warning : read->warnings) line += " " + warning;
  return line;
}

TEST_CASE("HtmlReader: a page becomes an article") {
  const readers::SourceFile file{"kb/a.html", "kb/a.html", "a", readers::SourceKind::kHtml, 0};
  const auto read = readers::ReadHtmlArticle(
      "<!doctype html><html lang=zh-TW><head><title>列印 - 站</title>"
      "<meta name=description content=摘要><link rel=canonical href=https://x.example/a>"
      "<meta property=article:modified_time content=2024-05-06T07:08:09Z></head><body>"
      "<nav>導覽</nav><main><h1>列印</h1><p>前言<h2>症狀</h2><p>卡住 "
      "0x80070005</main></body></html>",
      file, "en");
  REQUIRE(read.has_value());
  const Article& article = read->article;
  CHECK(article.lang == "zh-Hant");
  CHECK(article.title == "列印");
  CHECK(article.summary == "摘要");
  CHECK(article.url == "https://x.example/a");
  CHECK(article.updated == "2024-05-06");
  CHECK(article.body == "# 列印\n\n前言\n\n## 症狀\n\n卡住 0x80070005\n");
  CHECK(article.text == "前言\n症狀\n卡住 0x80070005");
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[1].role == SectionRole::kSymptoms);
  CHECK(article.error_codes.size() == 1);
  CHECK(article.format == BodyFormat::kMarkdown);
  CHECK(article.source == "kb/a.html");
}

TEST_CASE("HtmlReader: of an export of Confluence the page alone") {
  const struct {
    const char* metadata;
    const char* updated;
  } kRows[] = {
      {"Created by <span class=author>Eve Roe</span>, last modified by Tom Roe on 03.11.2023",
       "2023-11-03"},
      {"Created by Eve Roe, last modified on Mar 04, 2022", "2022-03-04"},
      {"Created by Eve Roe on 5 June 2021", "2021-06-05"},
      {"Created by Eve Roe", ""},
  };
  const readers::SourceFile file{"kb/7.html", "kb/7.html", "7", readers::SourceKind::kHtml, 0};
  for (const auto& row : kRows) {
    const auto read = readers::ReadHtmlArticle(
        std::string("<html><head><title>Desk : Key</title></head><body><ol id=breadcrumbs>"
                    "<li><a href=index.html>Desk</a></li><li>Doors</li></ol><h1><span "
                    "id=title-text> Desk : Key </span></h1><div class=page-metadata>") +
            row.metadata +
            "</div><div id=main-content class='wiki-content group'><div class='toc-macro x'>"
            "<ul><li>On</li></ul></div><h2 id=k-On>On</h2><p>Turn it.</p><pre "
            "data-syntaxhighlighter-params='brush: bash; theme: x'>ls</pre></div><div><h2>"
            "Attachments:</h2>a.png</div></body></html>",
        file, "en");
    REQUIRE(read.has_value());
    CHECK(read->article.title == "Key");
    CHECK(read->article.body == "## On {#k-On}\n\nTurn it.\n\n```bash\nls\n```\n");
    CHECK(read->article.updated == row.updated);
  }
}

TEST_CASE("HtmlReader: charsets") {
  using std::string_literals::operator""s;
  struct {
    std::string bytes;
    const char* expected;
  } const rows[] = {
      {"<meta charset=utf-8>caf\xC3\xA9", "a/fr: a <café>"},
      {"<meta charset=\"iso-8859-1\">caf\xE9 \x93x\x94", "a/fr: a <café “x”>"},
      {"<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x88\xF3\x8D\xFC",
       "a/fr: a <印刷>"},
      {"<meta charset=tis-620>\xBE\xD4\xC1\xBE\xEC", "a/fr: a <พิมพ์>"},
      {"<meta charset=gb2312>\xB4\xF2\xD3\xA1", "a/fr: a <打印>"},
      {"<meta charset=big5>\xA6\x43\xA6\x4C", "a/fr: a <列印>"},
      {"<meta charset=euc-kr>\xC0\xCE\xBC\xE2", "a/fr: a <인쇄>"},
      {"\xFF\xFE<\0p\0>\0x\0"s, "a/fr: a <x>"},
      {"<meta charset=utf-16>x", "a/fr: a <x>"},
      {"\xEF\xBB\xBF<p>x", "a/fr: a <x>"},
      {"<meta charset=klingon>x",
       "kb/a.html: error: nobody knows the charset 'klingon'; save the file as UTF-8 and declare "
       "that"},
      {"x\xE9", "kb/a.html:1:2: error: byte 0xE9 is not UTF-8 here; save the file as UTF-8"},
      {"<div id=app></div><script>run()</script>",
       "a/fr: a <> kb/a.html: warning: the page has no text of its own; is its content made by a "
       "script?"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    CHECK(Read(row.bytes, "fr") == row.expected);
  }
}

TEST_CASE("HtmlReader: front matter before a page is read as that of Markdown") {
  const std::string page =
      "<html lang=en><head><title>P</title><meta name=description content=S>"
      "<meta name=audience content=public></head><body><p>x</body></html>";
  struct {
    std::string bytes;
    const char* expected;
  } const rows[] = {
      {"---\ntitle: T\ndraft: true\n---\n", "a/en T (S) draft public"},
      {"---\nid: b\nsummary: F\naudience: internal\nformat: plain\n---\n",
       "b/en P (F) published internal"},
      {"---\nlang: de\npublished: false\n---\n", "a/de P (S) draft public"},
      {"---\n---\n", "a/en P (S) published public"},
      {"---\naudience: internl\n---\n",
       "kb/a.html:2:11: error: unknown audience 'internl', did you mean 'internal'?"},
      {"---\ndraft: true\n",
       "kb/a.html:1:1: error: the front matter that begins here never ends; put a line --- behind "
       "its last key"},
      {"+++\ndraft = true\n+++\n", "a/en P (S) draft public"},
      {"{\n\"audience\": \"partner\"\n}\n", "a/en P (S) published partner"},
      {"<!-- c -->\n---\ndraft: true\n---\n",
       "kb/a.html:3:1: error: 'draft' may say who may see the article and is not read here; write "
       "it into one front matter, which begins on the first line, between lines of --- with "
       "nothing else on them"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    const readers::SourceFile file{"kb/a.html", "kb/a.html", "a", readers::SourceKind::kHtml, 0};
    const auto read = readers::ReadHtmlArticle(row.bytes + page, file, "");
    if (!read) {
      CHECK(read.error().message == row.expected);
      continue;
    }
    const Article& article = read->article;
    CHECK(fmt::format("{}/{} {} ({}) {} {}", article.id, article.lang, article.title,
                      article.summary, Name(article.state),
                      Name(article.audience)) == row.expected);
    CHECK(article.text == "x");
    CHECK(article.format == BodyFormat::kMarkdown);
  }
}

}  // namespace
}  // namespace funnel
