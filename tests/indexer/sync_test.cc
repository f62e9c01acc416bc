// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/care/command_sync.h"
#include "indexer/care/verify.h"
#include "indexer/lifecycle/command_retire.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/knowledge_base.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// A folder of articles, a base, and what the command said.
struct Fixture {
  testing::TempDir temp;
  fs::path kb = temp.path() / "kb";
  std::ostringstream out, err;

  Fixture() {
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) Write(name, "Text");
  }

  fs::path File(const std::string& name) const { return temp.path() / "docs" / (name + ".md"); }

  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories(temp.path() / "docs");
    std::ofstream(File(name), std::ios::binary) << "---\nlang: en\n---\n# Title " << name << "\n\n"
                                                << text << "\n";
  }

  cli::ExitCode Sync(care::SyncCommand command = {}, bool interrupted = false) {
    command.kb = kb;
    if (command.folder.empty()) command.folder = (temp.path() / "docs").string();
    out.str("");
    err.str("");
    cli::Console console{out, err};
    const std::atomic<bool> flag = interrupted;
    return care::RunSync(command, console, flag);
  }

  std::string Out() const {
    const std::string text = out.str();
    return text.substr(0, text.find(" articles in "));
  }

  /// The ids in the base, and that nothing is damaged.
  std::string Ids() const {
    auto scan = store::ArticleScan::Open(kb);
    REQUIRE_MESSAGE(scan.has_value(), scan.error().message);
    std::string ids;
    while (const auto article = scan->Next().value()) ids += article->unique_term.substr(4);
    const auto verified =
        care::Verify(kb, 1,
                     {[](const cli::Diagnostic& found) { FAIL_CHECK(found.ToString()); },
                      [](std::size_t, std::size_t) {}, [] { return false; }});
    CHECK(verified.has_value());
    return ids;
  }

  std::string Current() const { return store::ReadCurrent(kb).value(); }
};

TEST_CASE("Sync: what was retired by hand stays so, unless it is asked for") {
  Fixture run;
  CHECK(run.Sync() == cli::ExitCode::kOk);
  std::ostringstream out;
  cli::Console console{out, out};
  lifecycle::RetireCommand retire;
  retire.kb = run.kb;
  retire.ids = {"a"};
  REQUIRE(lifecycle::RunRetire(retire, console) == cli::ExitCode::kOk);
  run.Write("a", "Other text");
  run.Write("b", "Other text");
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 1, unchanged 5, removed 0, failed 0");
  CHECK(
      run.err.str().find("a.md: warning: en:a was retired by hand and stays so; write state: "
                         "archived into the file, or publish it again with --include-retired\n") !=
      std::string::npos);
  care::SyncCommand command;
  command.include_retired = true;
  CHECK(run.Sync(command) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 1, unchanged 5, removed 0, failed 0");
  CHECK(run.err.str().empty());
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.err.str().empty());
}

TEST_CASE("Sync: the base becomes the folder") {
  Fixture run;
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 6, updated 0, unchanged 0, removed 0, failed 0");
  CHECK(run.Ids() == "abcdef");
  run.Write("b", "Other text");
  run.Write("g", "Text");
  fs::remove(run.File("c"));

  care::SyncCommand dry;
  dry.dry_run = true;
  CHECK(run.Sync(dry) == cli::ExitCode::kOk);
  CHECK(run.Out() ==
        "remove en:c\nwould have added 1, updated 1, unchanged 4, removed 1, failed 0");
  CHECK(run.Current() == "gen-000001");

  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Out() == "remove en:c\nadded 1, updated 1, unchanged 4, removed 1, failed 0");
  CHECK(run.Ids() == "abdefg");
  CHECK(run.Current() == "gen-000002");

  care::SyncCommand json;
  json.json = true;
  CHECK(run.Sync(json) == cli::ExitCode::kOk);
  CHECK(
      run.out.str().starts_with("{\"added\":0,\"updated\":0,\"unchanged\":6,\"removed\":0,"
                                "\"failed\":0,\"bytes\":"));
  CHECK(run.Current() == "gen-000002");  // Nothing to do, no new generation.
}

TEST_CASE("Sync: refuses to remove much without --yes") {
  Fixture run;
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  fs::remove(run.File("a"));
  fs::remove(run.File("b"));
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.Out() == "remove en:a\nremove en:b\n");
  CHECK(run.err.str().find("2 of 6 articles would be removed, more than 20%") != std::string::npos);
  CHECK(run.Ids() == "abcdef");
  care::SyncCommand yes;
  yes.yes = true;
  CHECK(run.Sync(yes) == cli::ExitCode::kOk);
  CHECK(run.Ids() == "cdef");
  care::SyncCommand wrong;
  wrong.folder = (run.temp.path() / "none").string();
  wrong.yes = true;
  CHECK(run.Sync(wrong) == cli::ExitCode::kFailed);
  CHECK(run.err.str().ends_with("none: error: no such file or folder; check the path\n"));
  CHECK(run.Ids() == "cdef");
}

TEST_CASE("Sync: removes nothing while a file cannot be read") {
  Fixture run;
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  std::ofstream(run.File("a")) << "---\nid: a\nnever ends";
  run.Write("g", "Text");
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.Out() == "added 1, updated 0, unchanged 5, removed 0, failed 1");
  CHECK(run.err.str().find("none of the 1 that are missing is removed") != std::string::npos);
  CHECK(run.Ids() == "abcdefg");
  // Nor does a second article of one id replace the first.
  run.Write("a", "Text");
  std::ofstream(run.File("z")) << "---\nlang: en\nid: a\n---\n# Second\n\nText";
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.err.str().find("z.md: error: en:a: another file has an article") != std::string::npos);
  CHECK(run.Out() == "added 0, updated 0, unchanged 7, removed 0, failed 1");
}

TEST_CASE("Sync: interrupted, the base is as it was") {
  Fixture run;
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  run.Write("g", "Text");
  CHECK(run.Sync({}, true) == cli::ExitCode::kInterrupted);
  CHECK(run.Ids() == "abcdef");
  CHECK_FALSE(fs::exists(run.kb / "building"));
}

TEST_CASE("Sync: what is not read is counted, and takes no article away") {
  Fixture run;
  CHECK(run.Sync() == cli::ExitCode::kOk);
  fs::rename(run.File("a"), run.temp.path() / "docs/a.rst");
  fs::rename(run.File("b"), run.temp.path() / "docs/b.mdx");
  std::ofstream(run.temp.path() / "docs/plan.pdf") << "x";
  fs::remove(run.File("c"));
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.err.str().find(": warning: 2 files were not read: 1 .pdf, 1 .rst; convert") !=
        std::string::npos);
  CHECK(run.err.str().find(": warning: en:a is not removed: its file is there in a format that is "
                           "not read") != std::string::npos);
  CHECK(run.Ids() == "abdef");
  fs::remove(run.temp.path() / "docs/a.rst");
  CHECK(run.Sync() == cli::ExitCode::kOk);  // A document to be fetched is no article.
  CHECK(run.Ids() == "bdef");
}

TEST_CASE("Sync: an unread file fails it where it has articles, or those of the base") {
  struct Case {
    const char* name;
    const char* content;
    bool fails;
  };
  for (const Case& row :
       {Case{"lamps.rst", "Lamps\n=====\n", true}, Case{"doors.adoc", "= Doors\n", true},
        Case{"topic.xml", "<!DOCTYPE task PUBLIC \"-//OASIS//DTD DITA Task//EN\" \"\">", true},
        Case{"README.rst", "Help\n====\n", false}, Case{"license.adoc", "= MIT\n", false},
        Case{"files.zip.asc", "-----BEGIN PGP SIGNATURE-----\n", false},
        Case{"leaflet.pdf", "x", false}, Case{"pom.xml", "<project/>", false},
        Case{"search.json", R"({"title": "Search", "content": "of a site"})", false},
        Case{"prices.csv", "name,price\na,1\n", false},
        // Once it was a.md.
        Case{"a.json", R"({"title": "A"})", true}, Case{"a.csv", "name,price\n", true}}) {
    CAPTURE(row.name);
    Fixture run;
    REQUIRE(run.Sync() == cli::ExitCode::kOk);
    std::ofstream(run.temp.path() / "docs" / row.name) << row.content;
    if (std::string_view(row.name).starts_with("a.")) fs::remove(run.File("a"));
    CHECK(run.Sync() == (row.fails ? cli::ExitCode::kFailed : cli::ExitCode::kOk));
    CHECK(run.Ids() == "abcdef");
  }
}

TEST_CASE("Sync: articles that move into a table or an export stay where their ids do") {
  Fixture run;
  run.Write("a", "Text");
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  fs::remove(run.File("a"));
  fs::remove(run.File("b"));
  std::ofstream(run.temp.path() / "docs/faq.csv") << "id,title,body,lang\na,Title a,Text,en\n";
  std::ofstream(run.temp.path() / "docs/site.xml")
      << "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><title>Title b</title>"
         "<content:encoded>Text</content:encoded><wp:post_id>b</wp:post_id>"
         "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>"
         "<category domain=\"language\" nicename=\"en\">x</category></item></channel></rss>";
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Ids() == "abcdef");
  // One id in two places is an error of the second, with both named.
  run.Write("a", "Text");
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.err.str().find("faq.csv:2: error: ") != std::string::npos);
  CHECK(run.err.str().find("docs/a.md") != std::string::npos);
}

}  // namespace
}  // namespace funnel
