// SPDX-License-Identifier: GPL-2.0-or-later
// retire, restore, history, show and due, on real bases.
#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

#include "indexer/base/terminal_text.h"
#include "indexer/care/command_backup.h"
#include "indexer/care/command_verify.h"
#include "indexer/cli/author_name.h"
#include "indexer/lifecycle/command_due.h"
#include "indexer/lifecycle/command_history.h"
#include "indexer/lifecycle/command_restore.h"
#include "indexer/lifecycle/command_retire.h"
#include "indexer/lifecycle/command_show.h"
#include "indexer/lifecycle/text_diff.h"
#include "indexer/run/command_index.h"
#include "indexer/store/layout/database_name.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;

/// A base, and what a command said about it.
struct Base {
  testing::TempDir temp;
  fs::path kb = temp.path() / "kb";
  std::ostringstream out, err;

  template <class Command, class Run>
  cli::ExitCode Do(Run run, Command command) {
    command.kb = kb;
    out.str("");
    err.str("");
    cli::Console console{out, err};
    if constexpr (std::is_invocable_v<Run, Command, cli::Console&>) {
      return run(command, console);
    } else {
      return run(command, console, std::atomic<bool>(false));
    }
  }

  /// An article of one paragraph, from a file.
  void Index(const std::string& keys, const std::string& text, const std::string& by = "ann") {
    std::ofstream(temp.path() / "a.md", std::ios::binary) << "---\nid: printing/stuck\nlang: en\n"
                                                          << keys << "---\n# Stuck\n\n"
                                                          << text << "\n";
    run::IndexCommand command;
    command.kb = kb;
    command.paths = {(temp.path() / "a.md").string()};
    command.by = by;
    cli::Console console{out, err};
    REQUIRE_MESSAGE(run::RunIndex(command, console, false) == cli::ExitCode::kOk, err.str());
  }

  cli::ExitCode History(const std::string& id, const std::string& lang = "", bool json = false) {
    return Do(lifecycle::RunHistory, lifecycle::HistoryCommand{{}, id, lang, json});
  }

  cli::ExitCode Show(std::uint64_t version, std::vector<std::uint64_t> diff = {}) {
    return Do(lifecycle::RunShowVersion,
              lifecycle::ShowVersionCommand{{}, "printing/stuck", "", version, std::move(diff)});
  }

  cli::ExitCode Retire(std::vector<std::string> ids, const std::string& lang = "") {
    return Do(lifecycle::RunRetire, lifecycle::RetireCommand{{}, std::move(ids), lang, "ben"});
  }

  cli::ExitCode Restore(std::vector<std::string> ids, std::uint64_t version = 0,
                        const std::string& lang = "") {
    return Do(lifecycle::RunRestore,
              lifecycle::RestoreCommand{{}, {}, std::move(ids), lang, version, "cyd"});
  }

  /// What was printed, with every time as T.
  std::string Out() const {
    constexpr std::string_view kPicture = "dddd-dd-ddTdd:dd:ddZ";
    std::string text = out.str();
    const auto fits = [](char c, char picture) {
      return picture == 'd' ? c >= '0' && c <= '9' : c == picture;
    };
    for (auto at = text.begin();;) {
      at = std::search(at, text.end(), kPicture.begin(), kPicture.end(), fits);
      if (at == text.end()) return text;
      at = text.erase(at, at + static_cast<long>(kPicture.size()) - 1);
      *at++ = 'T';
    }
  }

  /// What was said, without the folder.
  std::string Err() const {
    const std::string prefix = "funnel-indexer: error: ";
    REQUIRE(err.str().starts_with(prefix));
    std::string text = err.str().substr(prefix.size());
    if (text.starts_with(kb.string())) text.erase(0, kb.string().size());
    return text;
  }

  void Sound() {
    cli::Console console{out, err};
    care::VerifyCommand verify;
    verify.kb = kb;
    err.str("");
    CHECK(care::RunVerify(verify, console, false) == cli::ExitCode::kOk);
    CHECK(err.str().empty());
  }

  /// In how many documents of a tier a term is; its prefix as index_schema.h has it.
  /// In English, unless the term is a unique one.
  Xapian::doccount Count(store::Tier tier, const std::string& term) const {
    const std::string of = term.starts_with("Q") ? term : "Qen:";
    const fs::path folder =
        kb / store::ReadCurrent(kb).value() / Name(tier) / store::DatabaseOf(tier, of).language;
    return fs::exists(folder) ? Xapian::Database(folder.string()).get_termfreq(term) : 0;
  }
};

TEST_CASE("Life cycle: an article is retired and restored") {
  Base base;
  base.Index("", "The queue is full of wombats.");
  base.Index("", "The queue is full.");
  CHECK(base.Retire({"printing/stuck"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() == "retired en:printing/stuck, now version 3\n");
  CHECK(base.Count(store::Tier::kPublic, "Qen:printing/stuck") == 0);
  CHECK(base.Count(store::Tier::kUnpublished, "Qen:printing/stuck") == 1);
  CHECK(base.Retire({"printing/stuck"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() == "en:printing/stuck is archived already\n");
  base.Sound();

  CHECK(base.Restore({"printing/stuck"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() ==
        "restored en:printing/stuck as in version 2, now version 4, for public readers\n");
  CHECK(base.Count(store::Tier::kPublic, "Qen:printing/stuck") == 1);
  CHECK(base.Count(store::Tier::kUnpublished, "Qen:printing/stuck") == 0);
  CHECK(base.Restore({"printing/stuck"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() == "en:printing/stuck is published like that already\n");
  CHECK(base.Restore({"printing/stuck"}, 1) == cli::ExitCode::kOk);
  CHECK(base.Count(store::Tier::kPublic, "Zwombat") == 1);

  CHECK(base.History("printing/stuck") == cli::ExitCode::kOk);
  CHECK(base.Out() ==
        "en:printing/stuck\n"
        "version  when                  by   what      state      audience\n"
        "      5  T  cyd  restored  published  public\n"
        "      4  T  cyd  restored  published  public\n"
        "      3  T  ben  retired   archived   public\n"
        "      2  T  ann  updated   published  public\n"
        "      1  T  ann  added     published  public\n");
  CHECK(base.History("printing/stuck", "en-GB", true) == cli::ExitCode::kOk);
  CHECK(
      base.Out().starts_with("[{\"id\":\"printing/stuck\",\"lang\":\"en\",\"version\":5,"
                             "\"time\":\"T\",\"by\":\"cyd\",\"event\":\"restored\",\"state\":"
                             "\"published\",\"audience\":\"public\",\"hash\":\""));
  base.Sound();
}

TEST_CASE("Life cycle: versions are shown and compared") {
  Base base;
  base.Index("review-by: 2026-01-01\n", "One\ntwo\nthree");
  base.Index("review-by: 2027-01-01\n", "One\n2\nthree");
  CHECK(base.Show(1) == cli::ExitCode::kOk);
  CHECK(base.out.str().starts_with("---\nid: printing/stuck\nlang: en\ntitle: Stuck\n"));
  CHECK(base.out.str().ends_with("One\ntwo\nthree\n"));
  CHECK(base.Show(0) == cli::ExitCode::kOk);
  CHECK(base.out.str().ends_with("One\n2\nthree\n"));
  CHECK(base.Show(0, {1, 2}) == cli::ExitCode::kOk);
  const std::string diff = base.Out();
  CAPTURE(diff);
  CHECK(
      diff.starts_with("--- en:printing/stuck version 1 (T, ann)\n"
                       "+++ en:printing/stuck version 2 (T, ann)\n@@ -"));
  CHECK(diff.find("\n-review-by: 2026-01-01\n+review-by: 2027-01-01\n") != std::string::npos);
  CHECK(diff.find("\n One\n-two\n+2\n three\n") != std::string::npos);
  CHECK(base.Show(0, {2, 2}) == cli::ExitCode::kOk);
  CHECK(base.out.str().empty());
  CHECK(base.Show(3) == cli::ExitCode::kFailed);
  CHECK(base.Err() == "en:printing/stuck has no version 3; it has 1 to 2\n");
}

TEST_CASE("Life cycle: languages are moved together or one by one") {
  Base base;
  testing::Publish(base.kb, {MakeArticle("a", "en", "A", "one"), MakeArticle("a", "th", "A", "one"),
                             MakeArticle("abcde", "en", "B", "one")});
  CHECK(base.Retire({"a"}, "th-TH") == cli::ExitCode::kOk);
  CHECK(base.out.str() == "retired th:a, now version 2\n");
  CHECK(base.Retire({"a", "abcde"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() ==
        "retired en:a, now version 2\nth:a is archived already\nretired en:abcde, now version 2\n");
  CHECK(base.Restore({"a"}) == cli::ExitCode::kOk);
  CHECK(base.Count(store::Tier::kPublic, "Qen:a") == 1);
  CHECK(base.Count(store::Tier::kPublic, "Qth:a") == 1);
  CHECK(base.Restore({"a"}, 1) == cli::ExitCode::kFailed);
  CHECK(base.Err().find("'a' is there in several languages") == 0);
  CHECK(base.Restore({"a"}, 7, "en") == cli::ExitCode::kFailed);
  CHECK(base.Err() == "en:a has no version 7; it has 1 to 3\n");
  CHECK(base.Do(lifecycle::RunShowVersion, lifecycle::ShowVersionCommand{{}, "a"}) ==
        cli::ExitCode::kFailed);
  CHECK(base.Err() == "'a' is there in en, th; say which with --lang\n");
  CHECK(base.History("a", "ja") == cli::ExitCode::kFailed);
  CHECK(base.Err() == ": no article 'a' in ja; it is there in en, th\n");
}

TEST_CASE("Life cycle: an unknown id changes nothing, and the nearest is named") {
  Base base;
  testing::Publish(base.kb, {MakeArticle("print-stuck", "en", "A", "one")});
  const char* const message = ": no article 'print-stcuk', did you mean 'print-stuck'?\n";
  CHECK(base.Retire({"print-stuck", "print-stcuk"}) == cli::ExitCode::kFailed);
  CHECK(base.Err() == message);
  CHECK(base.Count(store::Tier::kPublic, "Qen:print-stuck") == 1);
  CHECK(base.Restore({"print-stcuk"}) == cli::ExitCode::kFailed);
  CHECK(base.Err() == message);
  CHECK(base.History("print-stcuk") == cli::ExitCode::kFailed);
  CHECK(base.Err() == message);
  CHECK(base.Do(lifecycle::RunShowVersion, lifecycle::ShowVersionCommand{{}, "\x1b[2J"}) ==
        cli::ExitCode::kFailed);
  CHECK(base.Err() == ": no article ' [2J'; look for its id with funnel-searcher search\n");
  base.kb = base.temp.path() / "none";
  CHECK(base.Retire({"a"}) == cli::ExitCode::kFailed);
  CHECK(base.Err().starts_with(": no knowledge base here"));
  CHECK_FALSE(fs::exists(base.kb));
}

TEST_CASE("Life cycle: a base without history has one version of each article") {
  Base base;
  testing::Publish(base.kb, {MakeArticle("a", "en", "A", "one"), MakeArticle("b", "en", "B", "x")});
  fs::remove(base.kb / "history.sqlite");
  CHECK(base.History("a") == cli::ExitCode::kOk);
  CHECK(base.Out().find("\n      1  -                     -   found     published  public\n") !=
        std::string::npos);
  CHECK(base.Do(lifecycle::RunShowVersion, lifecycle::ShowVersionCommand{{}, "a"}) ==
        cli::ExitCode::kOk);
  CHECK(base.Retire({"a"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() == "retired en:a, now version 2\n");
  CHECK(base.Restore({"a"}) == cli::ExitCode::kOk);
  base.Sound();
}

TEST_CASE("Restore: articles or a backup, never both") {
  Base base;
  testing::Publish(base.kb, {MakeArticle("a", "en", "A", "one")});
  struct {
    lifecycle::RestoreCommand command;
    const char* message;
  } const rows[] = {
      {{}, "restore: name the articles to bring back, or a backup with --from BACKUP\n"},
      {{{}, "b", {"a"}}, "restore: --from puts a whole backup in force; leave out ids, "},
      {{{}, "b", {}, "en"}, "restore: --from puts a whole backup in force; leave out ids, "},
      {{{}, "b", {}, "", 1}, "restore: --from puts a whole backup in force; leave out ids, "},
      {{{}, "b", {}, "", 0, "ann"}, "restore: --from brings its own history; leave out --by\n"},
      {{{}, {}, {"a"}, "", 0, "\x1b"}, "--by: the name has control characters; leave them out\n"},
      {{{}, {}, {"a"}, "not a tag"}, "--lang: "},
  };
  for (const auto& row : rows) {
    CHECK(base.Do(lifecycle::RunRestore, row.command) == cli::ExitCode::kUsage);
    CHECK(base.Err().starts_with(row.message));
  }
  std::ostringstream out, err;
  cli::Console console{out, err};
  REQUIRE(care::RunBackup({base.kb, base.temp.path() / "backup"}, console, false) ==
          cli::ExitCode::kOk);
  CHECK(base.Do(lifecycle::RunRestore,
                lifecycle::RestoreCommand{{}, base.temp.path() / "backup"}) == cli::ExitCode::kOk);
  CHECK(base.out.str().starts_with("restored in "));
}

TEST_CASE("Backup, Restore, Compact: interrupted they exit with 130 and have done nothing") {
  Base base;
  base.Index("", "first");
  const fs::path backup = base.temp.path() / "backup";
  const auto names = [&] {
    std::set<std::string> all;
    for (const fs::directory_entry& entry : fs::directory_iterator(base.kb)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("history.sqlite-")) all.insert(name);  // SQLite's own.
    }
    return all;
  };
  const std::set<std::string> before = names();
  std::ostringstream out, err;
  cli::Console console{out, err, true};
  CHECK(care::RunBackup({base.kb, backup}, console, true) == cli::ExitCode::kInterrupted);
  CHECK_FALSE(fs::exists(backup));
  CHECK(care::RunCompact({base.kb, {}}, console, true) == cli::ExitCode::kInterrupted);
  REQUIRE(care::RunBackup({base.kb, backup}, console, false) == cli::ExitCode::kOk);
  CHECK(err.str().find("\r[") != std::string::npos);  // On a terminal, a bar.
  CHECK(lifecycle::RunRestore({base.kb, backup}, console, true) == cli::ExitCode::kInterrupted);
  CHECK(names() == before);
  CHECK(err.str().find("interrupted; the knowledge base is as it was\n") != std::string::npos);
  REQUIRE(care::RunCompact({base.kb, {}}, console, false) == cli::ExitCode::kOk);
}

TEST_CASE("Due: past their review, the oldest first") {
  Base base;
  const auto article = [](const char* id, const char* review_by) {
    Article made = MakeArticle(id, "en", std::string("Title\x1b[1m ") + id, "text");
    made.review_by = review_by;
    made.products = {"Tamarind Mail"};
    made.authors = {"Ann Bee", "Cyd"};
    return made;
  };
  Article draft = article("draft", "2020-01-01");
  draft.state = State::kDraft;
  Article inside = article("inside", "2025-12-31");
  inside.audience = Audience::kInternal;
  inside.authors.clear();
  testing::Publish(base.kb, {article("b", "2026-02-28"), article("a", "2026-03-01"),
                             article("c", ""), draft, inside});
  CHECK(base.Do(lifecycle::RunDue, lifecycle::DueCommand{{}, "2026-03-01"}) == cli::ExitCode::kOk);
  CHECK(base.out.str() ==
        "2025-12-31     60 days  en:inside  Tamarind Mail  -  Title [1m inside\n"
        "2026-02-28      1 days  en:b  Tamarind Mail  Ann Bee, Cyd  Title [1m b\n"
        "2 of 4 published articles are past their review on 2026-03-01; 1 have no date\n");
  CHECK(base.Do(lifecycle::RunDue, lifecycle::DueCommand{{}, "2026-01-01", true}) ==
        cli::ExitCode::kOk);
  CHECK(base.out.str() ==
        "{\"on\":\"2026-01-01\",\"published\":4,\"without_review_by\":1,\"due\":[{\"id\":"
        "\"inside\",\"lang\":\"en\",\"title\":\"Title\\u001B[1m inside\",\"review_by\":"
        "\"2025-12-31\",\"days_overdue\":1,\"products\":[\"Tamarind Mail\"],\"authors\":[]}]}\n");
  CHECK(base.Do(lifecycle::RunDue, lifecycle::DueCommand{{}, "tomorrow"}) == cli::ExitCode::kUsage);
}

TEST_CASE("Verify: the history is compared with the base") {
  Base base;
  testing::Publish(base.kb, {MakeArticle("a", "en", "A", "one"), MakeArticle("b", "en", "B", "x")});
  const auto verify = [&] {
    return base.Do([](const care::VerifyCommand& command,
                      cli::Console& console) { return care::RunVerify(command, console, false); },
                   care::VerifyCommand{});
  };
  CHECK(verify() == cli::ExitCode::kOk);
  const fs::path kept = base.temp.path() / "history";
  fs::copy(base.kb / "history.sqlite", kept);
  testing::Publish(base.kb, {MakeArticle("a", "en", "A", "two"), MakeArticle("c", "en", "C", "x")});
  fs::copy(kept, base.kb / "history.sqlite", fs::copy_options::overwrite_existing);
  CHECK(verify() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find("history: error: en:a: ") == std::string::npos);
  CHECK(base.err.str().find("en:a: its last version is not the one in the base") !=
        std::string::npos);
  CHECK(base.err.str().find("en:c: is in the base, but not in the history") != std::string::npos);
  fs::remove(base.kb / "history.sqlite");
  CHECK(verify() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find("history.sqlite: error: missing: earlier versions") !=
        std::string::npos);
  std::ofstream(base.kb / "history.sqlite") << std::string(9000, '#');
  CHECK(verify() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find("history.sqlite: error: the history is damaged") != std::string::npos);
}

TEST_CASE("Text diff: lines, and a missing last line break") {
  struct {
    const char *before, *after, *diff;
  } const rows[] = {
      {"a\nb\n", "a\nb\n", ""},
      {"a\nb\n", "a\nc\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"},
      {"a\n", "a", "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
  };
  for (const auto& row : rows) {
    std::string diff = lifecycle::UnifiedDiff(row.before, row.after);
    // "-1,1" and "-1" are the same.
    for (std::size_t at = 0; (at = diff.find(",1 ")) != std::string::npos;) diff.erase(at, 2);
    CHECK(diff == row.diff);
  }
  std::string before, after;
  for (int i = 0; i < 20000; ++i) {
    before += "line " + std::to_string(i) + "\n";
    after += "Zeile " + std::to_string(i) + "\n";
  }
  CHECK(lifecycle::UnifiedDiff(before, after).size() > before.size() + after.size());
}

TEST_CASE("Terminal text: nothing steers a terminal") {
  CHECK(base::ForTerminal("a\x1b[31m\tb\n\x7f") == "a [31m b  ");
  CHECK(base::ForTerminal("a\tb\nc\x1b", true) == "a\tb\nc ");
  CHECK(base::ForTerminal("\u009b1m \u202eabc\u2069 é ’ 你") == " 1m  abc  é ’ 你");
  CHECK(cli::AuthorNameProblem(cli::LoginName()).empty());
  CHECK_FALSE(cli::AuthorNameProblem("").empty());
  CHECK_FALSE(cli::AuthorNameProblem("\xff").empty());
}

}  // namespace
}  // namespace funnel
