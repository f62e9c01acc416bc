// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run/command_index.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/base/json.h"
#include "indexer/base/ordered_pipeline.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// A folder with articles, and what a run over it printed.
struct Run {
  testing::TempDir dir;
  std::ostringstream out;
  std::ostringstream err;

  std::string Path(const std::string& name) const { return (dir.path() / name).string(); }

  void Write(const std::string& name, const std::string& content) const {
    fs::create_directories((dir.path() / name).parent_path());
    std::ofstream(dir.path() / name, std::ios::binary) << content;
  }

  cli::ExitCode Index(std::vector<std::string> paths, run::IndexCommand command = {},
                      bool interrupted = false) {
    command.kb = dir.path() / "kb";
    for (const std::string& path : paths) command.paths.push_back(Path(path));
    out.str("");
    err.str("");
    cli::Console console{out, err};
    const std::atomic<bool> flag = interrupted;
    return run::RunIndex(command, console, flag);
  }

  /// What was printed, without the figures of time and the folder's name.
  std::string Out() const {
    std::string text = out.str();
    const std::size_t figures = text.find(" articles in ");
    if (figures != std::string::npos) text.replace(figures, std::string::npos, " articles in T\n");
    return text;
  }
  std::string Err() const {
    std::string text = err.str();
    const std::string root = dir.path().string() + "/";
    for (std::size_t at = 0; (at = text.find(root)) != std::string::npos;) {
      text.erase(at, root.size());
    }
    return text;
  }
};

TEST_CASE("Command index: counts what it did") {
  Run run;
  run.Write("docs/a.md", "---\nlang: en\n---\n# A\n\nText");
  run.Write("docs/b.md", "---\nlang: en\n---\n# B\n\nText");
  CHECK(run.Index({"docs"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 2, updated 0, unchanged 0, failed 0 articles in T\n");
  CHECK(run.Err().empty());
  run.Write("docs/b.md", "---\nlang: en\n---\n# B\n\nOther text");
  run.Write("c.jsonl", "{\"_id\":\"c\",\"text\":\"x\",\"lang\":\"en\"}\n");
  CHECK(run.Index({"docs", "c.jsonl"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 1, updated 1, unchanged 1, failed 0 articles in T\n");
}

TEST_CASE("Command index: one bad file never stops the others") {
  Run run;
  run.Write("docs/a.md", "---\nlang: en\n---\nGood");
  run.Write("docs/b.md", "---\nlang: jp\n---\nBad");
  run.Write("docs/c.md", "---\nid: c\nBad");
  run.Write("docs/d.jsonl",
            "{\"id\":\"d1\",\"text\":\"x\",\"lang\":\"en\"}\nnonsense\n"
            "{\"id\":\"d3\",\"text\":\"x\",\"lang\":\"en\"}\n");
  CHECK(run.Index({"docs", "none"}) == cli::ExitCode::kFailed);
  CHECK(run.Out() == "added 3, updated 0, unchanged 0, failed 4 articles in T\n");
  CHECK(run.Err() ==
        "none: error: no such file or folder; check the path\n"
        "docs/b.md:2:7: error: 'jp' is no language tag, did you mean 'ja'?\n"
        "docs/c.md:1:1: error: the front matter that begins here never ends; put a line --- behind "
        "its last key\n"
        "docs/d.jsonl:2: error: no JSON at byte 2 (Invalid value.); write one object a line\n");
  CHECK(run.Index({"docs/a.md", "docs/d.jsonl"}) == cli::ExitCode::kFailed);
  CHECK(run.Out() == "added 0, updated 0, unchanged 3, failed 1 articles in T\n");
}

TEST_CASE("Command index: two articles of one id in one run are an error that names both") {
  Run run;
  run.Write("a/install.md", "---\nlang: en\n---\nThe alpha reader.");
  run.Write("b/install.md", "---\nlang: en\n---\nThe beta scanner.");
  run.Write("b/install.html", "<html lang=de><title>T</title><p>Der Scanner.");
  run.Write("c.jsonl",
            "{\"id\":\"x\",\"text\":\"1\",\"lang\":\"en\"}\n"
            "{\"id\":\"x\",\"text\":\"2\",\"lang\":\"en\"}\n");
  CHECK(run.Index({"a/install.md", "b/install.md", "b/install.html", "c.jsonl"}) ==
        cli::ExitCode::kFailed);
  CHECK(run.Out() == "added 3, updated 0, unchanged 0, failed 2 articles in T\n");
  CHECK(run.Err() ==
        "b/install.md: error: en:install: another file has an article of this language and id, "
        "a/install.md; give one of them a new id\n"
        "c.jsonl:2: error: en:x: another file has an article of this language and id, c.jsonl:1; "
        "give one of them a new id\n");
}

TEST_CASE("Command index: an article has one id, by its folder and by its file") {
  Run run;
  run.Write("docs/en/install.md", "---\nlang: en\n---\nThe alpha reader.");
  run.Write("docs/de/install.md", "---\nlang: de\n---\nDer Leser.");
  CHECK(run.Index({"docs"}) == cli::ExitCode::kOk);
  run.Write("docs/en/install.md", "---\nlang: en\n---\nThe beta reader.");
  CHECK(run.Index({"docs/en/install.md"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 1, unchanged 0, failed 0 articles in T\n");
  CHECK(run.Index({"docs/en"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 0, unchanged 1, failed 0 articles in T\n");
  CHECK(run.Index({"docs"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 0, unchanged 2, failed 0 articles in T\n");
  // Another file of that name is another article.
  run.Write("other/install.md", "---\nlang: en\n---\nThe scanner.");
  CHECK(run.Index({"other/install.md"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 1, updated 0, unchanged 0, failed 0 articles in T\n");
  // The other way round: first the file, then the folder.
  CHECK(run.Index({"other"}) == cli::ExitCode::kOk);
  CHECK(run.Out() == "added 0, updated 0, unchanged 1, failed 0 articles in T\n");
}

TEST_CASE("Command index: a name that is no text is said to be that") {
  Run run;
  run.Write("docs/bad\xFF.md", "Text");
  run.Write("docs/two\nlines.md", "Text");
  run.Write("docs/two\nlines.jsonl", "{\"id\":\"x\",\"text\":\"1\",\"lang\":\"en\"}\n");
  CHECK(run.Index({"docs"}) == cli::ExitCode::kFailed);
  CHECK(run.Out() == "added 0, updated 0, unchanged 0, failed 3 articles in T\n");
  CHECK(run.Err() ==
        "docs/bad\xEF\xBF\xBD.md: error: the name of the file is not UTF-8; rename it\n"
        "docs/two lines.jsonl: error: the name of the file has a line break or another control "
        "character in it; rename it\n"
        "docs/two lines.md: error: the name of the file has a line break or another control "
        "character in it; rename it\n");
}

TEST_CASE("Command index: --json, --quiet and --lang") {
  Run run;
  run.Write("a.md", "plain words of no language");
  run::IndexCommand json;
  json.json = true;
  json.lang = "zh-TW";
  CHECK(run.Index({"a.md"}, json) == cli::ExitCode::kOk);
  rapidjson::Document document;
  document.Parse(run.out.str().c_str());
  REQUIRE(document.IsObject());
  CHECK(document["added"].GetInt() == 1);
  CHECK(document["failed"].GetInt() == 0);
  CHECK(document["bytes"].GetInt() == 26);
  CHECK(document["seconds"].GetDouble() >= 0);
  run::IndexCommand quiet;
  quiet.quiet = true;
  quiet.lang = "zh-Hant";
  CHECK(run.Index({"a.md"}, quiet) == cli::ExitCode::kOk);
  CHECK(run.Out().empty());
  run::IndexCommand wrong;
  wrong.lang = "no language";
  CHECK(run.Index({"a.md"}, wrong) == cli::ExitCode::kUsage);
  CHECK(run.Err().starts_with("funnel-indexer: error: --lang: 'no language' is no language tag"));
}

TEST_CASE("Command index: an interrupted run leaves the base as it was") {
  Run run;
  run.Write("a.md", "text");
  CHECK(run.Index({"a.md"}, {}, true) == cli::ExitCode::kInterrupted);
  CHECK(run.Err() == "funnel-indexer: interrupted; the knowledge base is as it was\n");
  CHECK_FALSE(fs::exists(run.dir.path() / "kb"));
}

TEST_CASE("OrderedPipeline: products come in the order of the jobs") {
  int next = 0;
  base::OrderedPipeline<int, int> pipeline(
      [&]() -> std::optional<int> {
        if (next == 500) return std::nullopt;
        return next++;
      },
      [](int job, std::size_t) {
        if (job % 7 == 0) std::this_thread::yield();
        return job * 2;
      },
      4, 8);
  for (int i = 0; i < 500; ++i) CHECK(pipeline.Take() == i * 2);
  CHECK_FALSE(pipeline.Take().has_value());
  CHECK_FALSE(pipeline.Take().has_value());
}

TEST_CASE("OrderedPipeline: may be left before its end") {
  int next = 0;
  base::OrderedPipeline<int, int> pipeline([&]() -> std::optional<int> { return next++; },
                                           [](int job, std::size_t) { return job; }, 2, 4);
  CHECK(pipeline.Take() == 0);
}

}  // namespace
}  // namespace funnel
