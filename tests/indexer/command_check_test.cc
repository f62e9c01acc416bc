// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/command_check.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/base/json.h"
#include "indexer/run/command_index.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// A folder with articles, and what a check of it printed.
struct Run {
  testing::TempDir dir;
  std::ostringstream out;
  std::ostringstream err;

  std::string Path(const std::string& name) const { return (dir.path() / name).string(); }

  void Write(const std::string& name, const std::string& keys) const {
    fs::create_directories((dir.path() / name).parent_path());
    std::ofstream(dir.path() / name, std::ios::binary)
        << "---\nlang: en\ntitle: T\n"
        << keys << "---\n"
        << "Stop the spooler, delete the files in its folder, and start it again; then print a "
           "page to see that it works. If it does not, remove the printer and add it anew with "
           "the newest driver of its maker, and restart the computer. Ask your administrator if "
           "that fails.\n";
  }

  cli::ExitCode Check(const std::vector<std::string>& paths, check::CheckCommand command = {}) {
    for (const std::string& path : paths) command.paths.push_back(Path(path));
    out.str("");
    err.str("");
    cli::Console console{out, err};
    const std::atomic<bool> flag = false;
    return check::RunCheck(command, console, flag);
  }

  void Index(const std::vector<std::string>& paths) {
    run::IndexCommand command;
    command.kb = dir.path() / "kb";
    for (const std::string& path : paths) command.paths.push_back(Path(path));
    cli::Console console{out, err};
    const std::atomic<bool> flag = false;
    REQUIRE(run::RunIndex(command, console, flag) == cli::ExitCode::kOk);
  }

  std::string Without(std::string text) const {
    const std::string root = dir.path().string() + "/";
    for (std::size_t at = 0; (at = text.find(root)) != std::string::npos;) {
      text.erase(at, root.size());
    }
    return text;
  }
  std::string Out() const { return Without(out.str()); }
  std::string Err() const { return Without(err.str()); }
};

TEST_CASE("Command check: exit codes and the summary") {
  Run run;
  run.Write("docs/a.md", "id: a\n");
  CHECK(run.Check({"docs"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "");
  CHECK(run.Err() == "checked 1 articles: 0 errors, 0 warnings\n");
  run.Write("docs/b.md", "id: b\nreview-by: 2020-01-01\n");
  CHECK(run.Check({"docs"}) == cli::ExitCode::kOk);
  CHECK(run.Err() == "checked 2 articles: 0 errors, 1 warnings (review-due 1)\n");
  run.Write("docs/c.md", "id: c\ntag: x\nstate: open\n");
  CHECK(run.Check({"docs", "none"}) == cli::ExitCode::kFailed);
  CHECK(run.Out() ==
        "none: error: no such file or folder; check the path\n"
        "docs/b.md:5:1: warning: was to be reviewed by 2020-01-01; review it and set a later "
        "date\n"
        "docs/c.md:5:1: error: unknown key 'tag', did you mean 'tags'?\n"
        "docs/c.md:6:8: error: 'state': unknown state 'open': use draft, published or archived\n");
  CHECK(run.Err() ==
        "checked 3 articles: 3 errors, 1 warnings (front-matter 1, misspelt-key 1, review-due 1, "
        "unreadable 1)\n");
  check::CheckCommand command;
  command.skipped = {"misspelt-key", "front-matter"};
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kOk);
}

TEST_CASE("Command check: ids given twice and related articles that do not exist") {
  Run run;
  run.Write("docs/a.md", "id: same\nrelated: [b, gone]\n");
  run.Write("docs/b.md", "id: b\n");
  run.Write("docs/c.md", "summary: x\nid: same\n");
  CHECK(run.Check({"docs"}) == cli::ExitCode::kFailed);
  CHECK(run.Out() ==
        "docs/c.md:5:1: error: the id 'same' is also that of docs/a.md:4, in the same language; "
        "give one of them another id\n"
        "docs/a.md:5:1: warning: no related article 'gone' is among those checked; correct the id "
        "or remove it\n");
  // One article alone says nothing about what else there is.
  CHECK(run.Check({"docs/a.md"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "");
}

TEST_CASE("Command check: articles of a base count as well") {
  Run run;
  run.Write("docs/a.md", "id: a\nrelated: [b, d]\n");
  run.Write("docs/b.md", "id: b\n");
  run.Write("docs/d.md", "id: d\nstate: draft\n");
  run.Index({"docs"});
  check::CheckCommand command;
  command.kb = run.Path("kb");
  CHECK(run.Check({"docs/a.md"}, command) == cli::ExitCode::kOk);
  CHECK(run.Out() == "");
  run.Write("other/a.md", "id: a\nrelated: [b, gone]\n");
  CHECK(run.Check({"other"}, command) == cli::ExitCode::kFailed);
  CHECK(run.Out() ==
        "other/a.md:4:1: error: the knowledge base has 'a' from docs/a.md; give one of them "
        "another id\n"
        "other/a.md:5:1: warning: no related article 'gone' is among those checked or in the base; "
        "correct the id or remove it\n");
  // A file that has moved keeps its article's id.
  fs::remove(run.Path("docs/a.md"));
  CHECK(run.Check({"other"}, command) == cli::ExitCode::kOk);
  CHECK(run.Out().starts_with(
      "other/a.md:4:1: warning: the knowledge base has 'a' from docs/a.md; if that is another "
      "article, give this one another id\n"));
  command.kb = run.Path("nothing");
  CHECK(run.Check({"other"}, command) == cli::ExitCode::kFailed);
}

TEST_CASE("Command check: JSON lists everything") {
  Run run;
  run.Write("docs/a.md", "id: a\ncolour: red\n");
  run.Write("docs/b.md", "id: b\ncolour: blue\n");
  CHECK(run.Check({"docs"}) == cli::ExitCode::kOk);
  CHECK(run.Out() ==
        "docs/a.md:5:1: warning: unknown key 'colour' is kept unread; remove it if nothing else "
        "needs it\n");
  CHECK(run.Err() ==
        "checked 2 articles: 0 errors, 1 warnings (unknown-key 1); an unknown key is shown once, "
        "though other files have it too\n");
  check::CheckCommand command;
  command.json = true;
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kOk);
  rapidjson::Document document;
  document.Parse(run.out.str().c_str());
  REQUIRE(document.IsArray());
  REQUIRE(document.Size() == 2);
  CHECK(run.Without(document[1]["file"].GetString()) == "docs/b.md");
  CHECK(document[1]["line"].GetInt() == 5);
  CHECK(document[1]["column"].GetInt() == 1);
  CHECK(document[1]["severity"] == "warning");
  CHECK(document[1]["rule"] == "unknown-key");
  fs::remove(run.Path("docs/a.md"));
  run.Write("docs/b.md", "id: b\n");
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kOk);
  CHECK(run.Out() == "[]\n");
}

TEST_CASE("Command check: what is allowed") {
  Run run;
  run.Write("docs/a.md", "id: a\nsummary: ask anna@nordwind.de or ben@suedwind.de\n");
  std::ofstream(run.Path("allow.txt")) << "# our own people\n\n  nordwind.de \n";
  check::CheckCommand command;
  command.allow_files = {run.Path("allow.txt")};
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kFailed);
  CHECK(run.Out() ==
        "docs/a.md:5:34: error: the e-mail address 'ben@suedwind.de' may be a customer's; write "
        "one at example.com, or allow it\n");
  command.allowed = {"ben@suedwind.de"};
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kOk);
  command.allow_files = {run.Path("none.txt")};
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kFailed);
  CHECK(run.Err() == "funnel-indexer: error: none.txt: cannot be read; check the path\n");
  command = {};
  command.lang = "no tag";
  CHECK(run.Check({"docs"}, command) == cli::ExitCode::kUsage);
}

}  // namespace
}  // namespace funnel
