// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/ingest.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "funnel/indexer.h"
#include "funnel/searcher.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPage =
    "<html lang=de><head><title>Drucker</title></head><body><main><h1>Drucker</h1>"
    "<p>Der Drucker druckt nicht.</p></main></body></html>";

/// "lang/id|title|source|text", or the failure.
std::string Line(const Result<IngestedArticle>& read) {
  if (!read) return std::string(CodeName(read.error().code)) + " " + read.error().message;
  const Article& article = read->article;
  std::string line = article.lang + "/" + article.id + "|" + article.title + "|" + article.source +
                     "|" + article.text;
  for (const std::string& warning : read->warnings) line += "|" + warning;
  return line;
}

TEST_CASE("IngestText: an article of a text") {
  const struct {
    const char* text;
    SourceFormat format;
    SourceDefaults defaults;
    const char* expected;
  } rows[] = {
      {"---\nid: a\nlang: en\ntitle: T\n---\nBody *text*.\n",
       SourceFormat::kMarkdown,
       {"other", "de", "n"},
       "en/a|T|n|Body text."},
      {"# Printer\n\nIt prints.\n",
       SourceFormat::kMarkdown,
       {"p", "en"},
       "en/p|Printer||It prints."},
      {"It prints nothing at all today.\n",
       SourceFormat::kMarkdown,
       {"v1.2"},
       "en/v1.2|v1.2||It prints nothing at all today."},
      {"x\a\n",
       SourceFormat::kMarkdown,
       {"p", "en", "m.md"},
       "en/p|p|m.md|x|m.md: warning: 1 control characters were read as spaces; remove them"},
      {kPage, SourceFormat::kHtml, {"d"}, "de/d|Drucker||Der Drucker druckt nicht."},
      {"# T\n",
       SourceFormat::kMarkdown,
       {},
       "invalid-input text:1:1: error: the id must have 1 to 255 bytes and no control characters; "
       "give another one"},
      {"---\nid: a\n",
       SourceFormat::kMarkdown,
       {"a", "en", "b.md"},
       "invalid-input b.md:1:1: error: the front matter that begins here never ends; put a line "
       "--- "
       "behind its last key"},
  };
  for (const auto& row : rows)
    CHECK(Line(IngestText(row.text, row.format, row.defaults)) == row.expected);
}

TEST_CASE("IngestFile: an article of a file") {
  const testing::TempDir dir;
  const auto file = [&](const std::string& name, const char* text) {
    fs::create_directories((dir.path() / name).parent_path());
    std::ofstream(dir.path() / name) << text;
    return (dir.path() / name).string();
  };
  const std::string markdown = file("th/print.md", "# T\n\nBody.\n");
  CHECK(Line(IngestFile(markdown)) == "th/print|T|" + markdown + "|Body.");
  CHECK(Line(IngestFile(markdown, {"p", "en"})) == "en/p|T|" + markdown + "|Body.");
  const std::string page = file("page.HTM", kPage);
  CHECK(Line(IngestFile(page)) == "de/page|Drucker|" + page + "|Der Drucker druckt nicht.");

  const std::string none = (dir.path() / "none.md").string();
  CHECK(Line(IngestFile(none)) == "not-found " + none + ": error: no such file; check the path");
  CHECK(Line(IngestFile(dir.path())) ==
        "invalid-input " + dir.path().string() + ": error: a folder; name a file in it");
  for (const char* name : {"many.jsonl", "pins.txt"}) {
    const std::string other = file(name, "{}\n");
    CHECK(Line(IngestFile(other)) ==
          "invalid-input " + other +
              ": error: not the file of one article; name Markdown (.md, .markdown, .mdx), HTML "
              "(.html, .htm) or DITA (.dita), or use funnel-indexer index");
  }
  CHECK(Line(IngestFile(file("a.docx", "x"))).starts_with("invalid-input "));
}

TEST_CASE("IngestText, Indexer, Searcher: an article is published and found") {
  const testing::TempDir dir;
  auto indexer = Indexer::Open(dir.path());
  REQUIRE(indexer.has_value());
  for (const char* lang : {"en", "de"}) {
    const auto read = IngestText("# Printer offline\n\nRestart the spooler.\n",
                                 SourceFormat::kMarkdown, {"printer-offline", lang});
    REQUIRE(read.has_value());
    CHECK(indexer->Add(read->article) == Outcome::kAdded);
  }
  REQUIRE(indexer->Commit().has_value());
  auto searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher.has_value());
  SearchRequest request;
  request.query = "restart spooler";
  request.lang = "en";
  auto found = searcher->Search(request);
  REQUIRE(found.has_value());
  REQUIRE(found->hits.size() == 1);
  CHECK(found->hits[0].id == "printer-offline");
  CHECK(found->hits[0].lang == "en");
}

}  // namespace
}  // namespace funnel
