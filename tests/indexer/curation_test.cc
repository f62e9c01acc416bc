// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/care/command_sync.h"
#include "indexer/care/rebuild.h"
#include "indexer/care/status.h"
#include "indexer/care/verify.h"
#include "indexer/check/command_check.h"
#include "indexer/curation/curation_check.h"
#include "indexer/run/command_index.h"
#include "indexer/store/backup.h"
#include "indexer/store/layout/knowledge_base.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using store::CurationKind;

/// A folder of articles and rules, a base, and what the command said.
struct Fixture {
  testing::TempDir temp;
  fs::path docs = temp.path() / "docs";
  fs::path kb = temp.path() / "kb";
  std::ostringstream out, err;
  cli::Console console{out, err};
  std::atomic<bool> interrupted = false;

  Fixture() {
    for (const std::string id : {"print-queue", "mail"}) {
      Write(id + ".md", "---\nlang: en\n---\n# Title " + id + "\n\nText\n");
    }
    Write("curation/pins.txt", "\"cannot print\" -> print-queue\n");
    Write("curation/synonyms.txt", "notebook, laptop\nmail => message\n");
  }

  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories((docs / name).parent_path());
    std::ofstream(docs / name, std::ios::binary) << text;
  }

  cli::ExitCode Index(bool json = false) {
    run::IndexCommand command;
    command.kb = kb;
    command.json = json;
    command.paths = {docs.string()};
    return Clear(), run::RunIndex(command, console, interrupted);
  }

  cli::ExitCode Sync(bool dry_run = false) {
    care::SyncCommand command;
    command.kb = kb;
    command.yes = true;
    command.dry_run = dry_run;
    command.folder = docs.string();
    return Clear(), care::RunSync(command, console, interrupted);
  }

  cli::ExitCode Check(const std::string& path) {
    check::CheckCommand command;
    command.paths = {(docs / path).string()};
    command.skipped = {"missing-section", "too-thin", "language", "language-tag"};
    return Clear(), check::RunCheck(command, console, interrupted);
  }

  void Clear() {
    out.str("");
    err.str("");
  }

  /// The last line of what was printed, if it is about rules.
  std::string Said() const {
    const std::string text = out.str();
    const std::size_t at = text.find("curation:");
    return at == std::string::npos ? "" : text.substr(at, text.size() - at - 1);
  }

  /// The rules in force: "pins 1 synonyms 2 ".
  std::string Rules(const fs::path& base) const {
    const auto status = care::ReadStatus(base);
    REQUIRE(status.has_value());
    std::string text;
    for (const auto& [kind, count] : status->curation) {
      text += kind + " " + std::to_string(count) + " ";
    }
    const auto verified =
        care::Verify(base, 1,
                     {[](const cli::Diagnostic& found) { FAIL_CHECK(found.ToString()); },
                      [](std::size_t, std::size_t) {}, [] { return false; }});
    CHECK(verified.has_value());
    return text;
  }
  std::string Rules() const { return Rules(kb); }
};

TEST_CASE("Curation: index and sync put rules in force, sync removes them") {
  Fixture run;
  CHECK(run.Index() == cli::ExitCode::kOk);
  CHECK(run.Said() == "curation: synonyms 2, pins 1");
  CHECK(run.Rules() == "pins 1 synonyms 2 ");
  const std::string generation = store::ReadCurrent(run.kb).value();
  CHECK(run.Index() == cli::ExitCode::kOk);
  CHECK(run.Said().empty());

  run.Write("curation/blocked.txt", "bad words\n");
  CHECK(run.Index(true) == cli::ExitCode::kOk);
  CHECK(run.out.str().find("\"curation_files\":1") != std::string::npos);
  run.Write("curation/blocked.txt", "bad words\nworse\n");
  CHECK(run.Sync(true) == cli::ExitCode::kOk);
  CHECK(run.Said() == "curation: blocked 2");
  CHECK(run.Rules() == "blocked 1 pins 1 synonyms 2 ");
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Rules() == "blocked 2 pins 1 synonyms 2 ");
  CHECK(store::ReadCurrent(run.kb).value() == generation);  // No rebuild.

  fs::remove(run.docs / "curation/synonyms.txt");
  CHECK(run.Index() == cli::ExitCode::kOk);
  CHECK(run.Rules() == "blocked 2 pins 1 synonyms 2 ");
  run.Write("third.md", "# A third\n\nText\n");
  run.Write("curation/pins.txt", "\"cannot print\" -> third\n");
  CHECK(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Said() == "curation: pins 1, synonyms removed");
  CHECK(run.Rules() == "blocked 2 pins 1 ");
  CHECK(store::ReadCurrent(run.kb).value() != generation);
}

TEST_CASE("Curation: rules with mistakes never replace good ones") {
  Fixture run;
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  const std::string pins = (run.docs / "curation/pins.txt").string();
  run.Write("curation/pins.txt", "\"cannot print\" -> print-queu\n\"x\" -> mail to 2026-13-01\n");
  run.Write("curation/synonyms.txt", "notebook, laptop\n");
  run.Write("fresh.md", "# Fresh\n\nText\n");
  CHECK(run.Index() == cli::ExitCode::kFailed);
  CHECK(run.err.str() ==
        pins + ":1:19: error: no article 'print-queu', did you mean 'print-queue'?\n" + pins +
            ":2:16: error: '2026-13-01' is no date; write it as 2026-01-31\n");
  CHECK(run.out.str().starts_with("added 1,"));
  CHECK(run.Said() == "curation: synonyms 1");
  CHECK(run.Sync() == cli::ExitCode::kFailed);
  CHECK(run.Rules() == "pins 1 synonyms 1 ");

  fs::create_directories(run.docs / "team/curation");
  run.Write("curation/pins.txt", "\"a\" -> mail\n");
  run.Write("team/curation/pins.txt", "\"b\" -> mail\n\"c\" -> mail\n");
  CHECK(run.Index() == cli::ExitCode::kFailed);
  CHECK(run.err.str() == (run.docs / "team/curation/pins.txt").string() +
                             ": error: there is also " + pins +
                             ", and a base has one file of pins; make one of the two\n");
  CHECK(run.Rules() == "pins 1 synonyms 1 ");
}

TEST_CASE("Curation: kept by rebuild, compact, backup and restore") {
  Fixture run;
  REQUIRE(run.Index() == cli::ExitCode::kOk);
  const care::CareCallbacks quiet{[](const std::string&) {}, [](std::size_t, std::size_t) {},
                                  [] { return false; }};
  REQUIRE(care::Rebuild(run.kb, false, quiet).has_value());
  CHECK(run.Rules() == "pins 1 synonyms 2 ");
  REQUIRE(store::Compact(run.kb).has_value());
  CHECK(run.Rules() == "pins 1 synonyms 2 ");
  const fs::path backup = run.temp.path() / "backup";
  REQUIRE(store::Backup(run.kb, backup).has_value());
  CHECK(run.Rules(backup) == "pins 1 synonyms 2 ");
  fs::remove_all(run.docs / "curation");
  REQUIRE(run.Sync() == cli::ExitCode::kOk);
  CHECK(run.Rules().empty());
  REQUIRE(store::Restore(run.kb, backup).has_value());
  CHECK(run.Rules() == "pins 1 synonyms 2 ");
}

TEST_CASE("Curation: check names every mistake, also of a file alone") {
  Fixture run;
  CHECK(run.Check("") == cli::ExitCode::kOk);
  CHECK(run.err.str().starts_with("checked 2 articles and 2 files of rules: 0 errors"));
  run.Write("curation/pins.txt", "\"x\" -> mial\n");
  CHECK(run.Check("") == cli::ExitCode::kFailed);
  CHECK(run.out.str().find("pins.txt:1:8: error: no article 'mial', did you mean 'mail'?") !=
        std::string::npos);
  // Alone, nobody knows which articles there are.
  CHECK(run.Check("curation/pins.txt") == cli::ExitCode::kOk);
  run.Write("curation/pins.txt", "x -> mail\n");
  CHECK(run.Check("curation/pins.txt") == cli::ExitCode::kFailed);
  CHECK(run.Check("curation") == cli::ExitCode::kFailed);
}

TEST_CASE("CheckCuration: what rules mean") {
  const struct {
    store::CurationKind kind;
    const char* text;
    const char* expected;
  } rows[] = {
      {store::CurationKind::kSynonyms, "a, b\nb, c\n", ""},
      {store::CurationKind::kSynonyms, "a, b\n[en] a, b\n", ""},
      {store::CurationKind::kSynonyms, "a, b\nB => a\n",
       "2:6 'a' stands for 'B' by line 1 already; remove one\n"},
      {store::CurationKind::kSynonyms, "软件，軟件",
       "1:10 '软件' and '軟件' are the same to a search; remove one\n"},
      {store::CurationKind::kSynonyms, "a => b\nb => c\n\nc => a",
       "4:6 this leads back to itself through other rules; where words stand for each other, write "
       "one rule of them with commas\n"},
      {store::CurationKind::kSynonyms, "a => b\nb => a",
       "2:6 this leads back to itself through other rules; where words stand for each other, write "
       "one rule of them with commas\n"},
      {store::CurationKind::kSynonyms, "[xq] a, b",
       "1:2 there is no language 'xq'; write a tag such as en, zh-Hant or th, or * for all\n"},
      {store::CurationKind::kSynonyms, "[yue] a, b", ""},
      {store::CurationKind::kSynonyms, "a, ...",
       "1:4 '...' has no word to look for; write letters or digits\n"},
      {store::CurationKind::kPins, "\"a\" -> x\n\"a\" -> y\n= a -> x\n", ""},
      {store::CurationKind::kPins, "\"a\" -> x to 2026-01-01\n\"a\" -> x from 2026-01-02", ""},
      {store::CurationKind::kPins, "\"a\" -> x to 2026-01-01\n\"Ａ\" -> x from 2026-01-01",
       "2:2 line 1 pins this article for the same question at the same time; remove one\n"},
      {store::CurationKind::kBlocked, "Bad\nbad\n!!",
       "2:1 line 1 blocks this already; remove one\n"
       "3:1 '!!' has no word to look for; write letters or digits\n"},
      {store::CurationKind::kGlossary, "en : th\nqueue : คิว\nqueue : แถว\nQueue : คิว",
       "4:1 line 2 says the same; remove one\n"},
      {store::CurationKind::kGlossary, "en : xq\nthe : คิว\none two three four five : คิว",
       "1:6 there is no language 'xq'; write a tag such as en, zh-Hant or th, or * for all\n"
       "2:1 'the' has no word to look for; write a term of 'en', or leave the place empty\n"
       "3:1 'one two three four five' has 5 words, at most 4 are looked up as one; write a shorter "
       "term\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    readers::CurationFile file;
    file.name = "f";
    file.kind = row.kind;
    std::string found;
    for (const cli::Diagnostic& diagnostic : curation::CheckCuration(row.text, file, {})) {
      found += std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + " " +
               diagnostic.message + "\n";
    }
    CHECK(found == row.expected);
  }
}

}  // namespace
}  // namespace funnel
