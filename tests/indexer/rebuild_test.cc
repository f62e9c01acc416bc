// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "funnel/index_schema.h"
#include "indexer/care/command_rebuild.h"
#include "funnel/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/article_record.h"
#include "indexer/store/durable_file.h"
#include "indexer/store/journal.h"
#include "indexer/store/knowledge_base.h"
#include "indexer/store/lexicon.h"
#include "indexer/store/reader.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;
using testing::TempDir;

/// A base with an article in each of three tiers, and what a command said of it.
struct Base {
  TempDir temp;
  fs::path dir = temp.path() / "kb";
  std::ostringstream out, err;

  Base() {
    Article draft = MakeArticle("draft", "en", "Draft", "still being written");
    draft.state = State::kDraft;
    Article internal = MakeArticle("inside", "en", "Inside", "printer secrets");
    internal.audience = Audience::kInternal;
    testing::Publish(dir, {MakeArticle("a", "en", "Printer", "printers print"), internal, draft});
  }

  std::string Current() const { return store::ReadCurrent(dir).value(); }
  fs::path Tier(const std::string& name) const { return dir / Current() / name; }

  ExitCode Rebuild(RebuildCommand command = {}, bool interrupted = false) {
    command.kb = dir;
    out.str("");
    err.str("");
    Console console{out, err};
    const std::atomic<bool> flag = interrupted;
    return RunRebuild(command, console, flag);
  }

  std::size_t Count(Audience audience, const std::string& term) const {
    auto reader = store::Reader::Open(dir, audience);
    REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
    return reader->database().get_termfreq(term);
  }
};

TEST_CASE("Rebuild: all tiers, in a new generation; the one before it is kept") {
  Base base;
  auto reader = store::Reader::Open(base.dir, Audience::kInternal);
  REQUIRE(reader.has_value());
  CHECK(base.Rebuild() == ExitCode::kOk);
  CHECK(base.out.str().starts_with("rebuilt 3 articles, left out 0 damaged ones, in "));
  CHECK(base.err.str().empty());
  CHECK(base.Current() == "gen-000002");
  CHECK(base.Count(Audience::kPublic, "printer") == 1);
  CHECK(base.Count(Audience::kInternal, "printer") == 2);
  auto lookup = store::ArticleLookup::Open(base.dir);
  REQUIRE(lookup.has_value());
  CHECK(lookup->Find(UniqueTerm("en", "draft")).value()->title == "Draft");
  // A reader of before still answers, and follows.
  CHECK(reader->database().get_doccount() == 2);
  bool changed = false;
  CHECK(reader->Refresh(&changed).has_value());
  CHECK(changed);
  CHECK(reader->generation() == "gen-000002");
  CHECK(fs::exists(base.dir / "gen-000001"));
  CHECK(base.Rebuild() == ExitCode::kOk);
  CHECK_FALSE(fs::exists(base.dir / "gen-000001"));
  CHECK(fs::exists(base.dir / "gen-000002"));
  CHECK(base.Current() == "gen-000003");
}

TEST_CASE("Rebuild: a base of another version") {
  Base base;
  for (const char* tier : {"public", "internal", "unpublished"}) {
    Xapian::WritableDatabase database(base.Tier(tier).string());
    database.set_metadata(std::string(kAnalyzerKey), "0");
    database.set_metadata(std::string(kSchemaKey), "0");
  }
  const auto refused = store::Reader::Open(base.dir, Audience::kPublic);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message.ends_with("run funnel-indexer rebuild --kb " + base.dir.string()));
  CHECK(base.Rebuild() == ExitCode::kOk);
  CHECK(base.Count(Audience::kInternal, "printer") == 2);
}

TEST_CASE("Rebuild: completes a publish that was cut short between two databases") {
  Base base;
  const fs::path folder = base.dir / base.Current();
  fs::copy(folder / "public", base.temp.path() / "public");
  Article moved = MakeArticle("a", "en", "Printer", "printers print");
  moved.audience = Audience::kInternal;
  testing::Publish(base.dir, {moved});
  // As after a crash: the article is in the tier it goes to, and still in the one it leaves.
  fs::remove_all(folder / "public");
  fs::copy(base.temp.path() / "public", folder / "public");
  {
    store::JournalWriter journal(folder / "journal");
    journal.Append({store::Tier::kPublic, true, "Qen:a", {}});
    Xapian::Document document;
    document.set_data(store::EncodeArticle(moved));
    journal.Append({store::Tier::kInternal, false, "Qen:a", document.serialise()});
    journal.Finish(2);
  }
  CHECK(base.Rebuild() == ExitCode::kOk);
  CHECK(base.out.str().starts_with("rebuilt 3 articles, "));
  CHECK(base.Count(Audience::kPublic, "printer") == 0);
  CHECK(base.Count(Audience::kInternal, "printer") == 2);
}

TEST_CASE("Rebuild: lexicons go along while they are valid") {
  Base base;
  const fs::path folder = base.dir / base.Current();
  store::ReplaceFile(store::LexiconPath(folder, "en", "th"),
                     store::EncodeLexicon("en", "th", {{"printer", {{"x", 0.5}}}}));
  store::ReplaceFile(store::LexiconPath(folder, "th", "en"), "nonsense");
  store::ReplaceFile(folder / "other", "kept");
  CHECK(base.Rebuild() == ExitCode::kOk);
  const fs::path now = base.dir / base.Current();
  CHECK(store::Lexicon::Open(store::LexiconPath(now, "en", "th")).has_value());
  CHECK_FALSE(fs::exists(store::LexiconPath(now, "th", "en")));
  CHECK(store::ReadSmallFile(now / "other") == "kept");
}

TEST_CASE("Rebuild: a damaged article changes nothing, unless it is to be left out") {
  Base base;
  {
    Xapian::WritableDatabase database(base.Tier("public").string());
    Xapian::Document document;
    document.set_data("nonsense");
    document.add_boolean_term("Qen:bad");
    database.add_document(document);
    database.commit();
  }
  CHECK(base.Rebuild() == ExitCode::kFailed);
  CHECK(base.err.str().find(": error: en:bad: a stored article is damaged") != std::string::npos);
  CHECK(base.err.str().find("--skip-damaged") != std::string::npos);
  CHECK(base.Current() == "gen-000001");
  CHECK_FALSE(fs::exists(base.dir / "building"));
  RebuildCommand skip;
  skip.skip_damaged = true;
  skip.json = true;
  CHECK(base.Rebuild(skip) == ExitCode::kFailed);
  CHECK(base.out.str().starts_with("{\"articles\":3,\"damaged\":1,\"seconds\":"));
  CHECK(base.Current() == "gen-000002");
}

TEST_CASE("Rebuild: interrupted, locked, or without a base") {
  Base base;
  CHECK(base.Rebuild({}, true) == ExitCode::kInterrupted);
  CHECK(base.Current() == "gen-000001");
  CHECK_FALSE(fs::exists(base.dir / "building"));
  {
    const auto lock = store::LockBase(base.dir);
    CHECK(base.Rebuild() == ExitCode::kFailed);
    CHECK(base.err.str().find("another funnel-indexer is writing here") != std::string::npos);
  }
  // What a killed run leaves is dropped; so is a generation that never came into force.
  fs::create_directories(base.dir / "building" / "public");
  fs::create_directories(base.dir / "gen-000002" / "public");
  CHECK(base.Rebuild() == ExitCode::kOk);
  CHECK(base.Current() == "gen-000003");
  CHECK_FALSE(fs::exists(base.dir / "gen-000002"));
  base.dir = base.temp.path() / "none";
  CHECK(base.Rebuild() == ExitCode::kFailed);
  CHECK_FALSE(fs::exists(base.dir));
}

}  // namespace
}  // namespace funnel
