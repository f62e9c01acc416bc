// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/rebuild.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "indexer/care/command_rebuild.h"
#include "indexer/publish/publish.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/journal.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"
#include "indexer/store/open_tiers.h"
#include "indexer/store/reader.h"
#include "indexer/store/unfinished.h"
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
  fs::path Tier(const std::string& name) const { return dir / Current() / name / "en"; }

  cli::ExitCode Rebuild(care::RebuildCommand command = {}, bool interrupted = false) {
    command.kb = dir;
    out.str("");
    err.str("");
    cli::Console console{out, err};
    const std::atomic<bool> flag = interrupted;
    return care::RunRebuild(command, console, flag);
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
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK(base.out.str().starts_with("rebuilt 3 articles, left out 0 damaged ones, in "));
  CHECK(base.err.str().empty());
  CHECK(base.Current() == "gen-000002");
  CHECK(base.Count(Audience::kPublic, "Zprinter") == 1);
  CHECK(base.Count(Audience::kInternal, "Zprinter") == 2);
  auto lookup = store::ArticleLookup::Open(base.dir);
  REQUIRE(lookup.has_value());
  CHECK(lookup->Find(schema::UniqueTerm("en", "draft")).value()->title == "Draft");
  // A reader of before still answers, and follows.
  CHECK(reader->database().get_doccount() == 2);
  bool changed = false;
  CHECK(reader->Refresh(&changed).has_value());
  CHECK(changed);
  CHECK(reader->generation() == "gen-000002");
  CHECK(fs::exists(base.dir / "gen-000001"));
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK_FALSE(fs::exists(base.dir / "gen-000001"));
  CHECK(fs::exists(base.dir / "gen-000002"));
  CHECK(base.Current() == "gen-000003");
}

TEST_CASE("Rebuild: a base of another version") {
  Base base;
  for (const char* tier : {"public", "internal", "unpublished"}) {
    Xapian::WritableDatabase database(base.Tier(tier).string());
    database.set_metadata(std::string(schema::kAnalyzerKey), "0");
    database.set_metadata(std::string(schema::kSchemaKey), "0");
  }
  const auto refused = store::Reader::Open(base.dir, Audience::kPublic);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message.ends_with("run funnel-indexer rebuild --kb " + base.dir.string()));
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK(base.Count(Audience::kInternal, "Zprinter") == 2);
}

TEST_CASE("Rebuild: completes a publish that was cut short between two databases") {
  Base base;
  const fs::path folder = base.dir / base.Current();
  fs::copy(folder / "public", base.temp.path() / "public", fs::copy_options::recursive);
  Article moved = MakeArticle("a", "en", "Printer", "printers print");
  moved.audience = Audience::kInternal;
  testing::Publish(base.dir, {moved});
  // As after a crash: the article is in the tier it goes to, and still in the one it leaves.
  fs::remove_all(folder / "public");
  fs::copy(base.temp.path() / "public", folder / "public", fs::copy_options::recursive);
  {
    store::JournalWriter journal(folder / "journal");
    journal.Append({store::Tier::kPublic, true, "Qen:a", {}});
    Xapian::Document document;
    document.set_data(store::EncodeArticle(moved));
    journal.Append({store::Tier::kInternal, false, "Qen:a", document.serialise()});
    journal.Finish(2);
  }
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK(base.out.str().starts_with("rebuilt 3 articles, "));
  CHECK(base.Count(Audience::kPublic, "Zprinter") == 0);
  CHECK(base.Count(Audience::kInternal, "Zprinter") == 2);
}

TEST_CASE("Rebuild: lexicons go along while they are valid") {
  Base base;
  const fs::path folder = base.dir / base.Current();
  store::ReplaceFile(store::LexiconPath(folder, "en", "th"),
                     store::EncodeLexicon("en", "th", {{"printer", {{"x", 0.5}}}}));
  store::ReplaceFile(store::LexiconPath(folder, "th", "en"), "nonsense");
  store::ReplaceFile(store::SoundListPath(folder),
                     store::EncodeSoundList({{2, "printer", "Zprinter"}}));
  store::ReplaceFile(folder / "other", "kept");
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  const fs::path now = base.dir / base.Current();
  CHECK(store::Lexicon::Open(store::LexiconPath(now, "en", "th")).has_value());
  CHECK_FALSE(fs::exists(store::LexiconPath(now, "th", "en")));
  CHECK(store::SoundList::Open(store::SoundListPath(now)).has_value());
  CHECK(store::ReadSmallFile(now / "other") == "kept");
  store::ReplaceFile(store::SoundListPath(now), "nonsense");
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK_FALSE(fs::exists(store::SoundListPath(base.dir / base.Current())));
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
  CHECK(base.Rebuild() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find(": error: en:bad: a stored article is damaged") != std::string::npos);
  CHECK(base.err.str().find("--skip-damaged") != std::string::npos);
  CHECK(base.Current() == "gen-000001");
  CHECK_FALSE(fs::exists(base.dir / "building"));
  care::RebuildCommand skip;
  skip.skip_damaged = true;
  skip.json = true;
  CHECK(base.Rebuild(skip) == cli::ExitCode::kFailed);
  CHECK(
      base.out.str().starts_with("{\"articles\":3,\"damaged\":1,\"resumed\":0,\"analyzed\":3,"
                                 "\"seconds\":"));
  CHECK(base.Current() == "gen-000002");
}

TEST_CASE("Rebuild: interrupted, locked, or without a base") {
  Base base;
  CHECK(base.Rebuild({}, true) == cli::ExitCode::kInterrupted);
  CHECK(base.Current() == "gen-000001");
  CHECK_FALSE(fs::exists(base.dir / "building"));
  {
    const auto lock = store::LockBase(base.dir);
    CHECK(base.Rebuild() == cli::ExitCode::kFailed);
    CHECK(base.err.str().find("another funnel-indexer is writing here") != std::string::npos);
  }
  // What a killed run leaves is dropped; so is a generation that never came into force.
  fs::create_directories(base.dir / "building" / "public");
  fs::create_directories(base.dir / "gen-000002" / "public");
  CHECK(base.Rebuild() == cli::ExitCode::kOk);
  CHECK(base.Current() == "gen-000003");
  CHECK_FALSE(fs::exists(base.dir / "gen-000002"));
  base.dir = base.temp.path() / "none";
  CHECK(base.Rebuild() == cli::ExitCode::kFailed);
  CHECK_FALSE(fs::exists(base.dir));
}

/// A base of one full batch and 20 articles more, of which a rebuild was cut short after the batch.
struct CutShort {
  static constexpr std::size_t kArticles = store::kMaxPendingArticles + 20;
  TempDir temp;
  fs::path dir = temp.path() / "kb";

  CutShort() {
    auto base = publish::Publish::Open(dir);
    REQUIRE(base.has_value());
    Analyzer analyzer;
    for (std::size_t i = 0; i < kArticles; ++i) Put(**base, Numbered(i), analyzer);
    REQUIRE((*base)->Commit().has_value());
    base->reset();
    std::size_t seen = 0;
    CHECK(Run([&] { return seen > store::kMaxPendingArticles; }, &seen).articles == 0);
    CHECK(fs::exists(dir / store::kRebuildingFolder));
    CHECK(store::ReadCurrent(dir).value() == "gen-000001");
  }

  static Article Numbered(std::size_t number) {
    const std::string id = std::to_string(100'000 + number);
    return MakeArticle(id, "en", "Printer " + id, "jam");
  }

  static void Put(publish::Publish& base, Article article, Analyzer& analyzer) {
    auto prepared = base.Prepare(std::move(article), analyzer);
    REQUIRE(prepared.has_value());
    REQUIRE(base.Put(std::move(*prepared)).has_value());
  }

  care::RebuildCounts Run(
      const std::function<bool()>& interrupted = [] { return false; },
      std::size_t* seen = nullptr) {
    const auto counts = care::Rebuild(dir, false,
                                      {[](const std::string&) {},
                                       [&](std::size_t done, std::size_t) {
                                         if (seen != nullptr) *seen = done;
                                       },
                                       interrupted});
    REQUIRE_MESSAGE(counts.has_value(), counts.error().message);
    return *counts;
  }

  /// What is found in the base.
  std::size_t Count(const std::string& term, Audience audience = Audience::kPublic) const {
    auto reader = store::Reader::Open(dir, audience);
    REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
    return reader->database().get_termfreq(term);
  }
};

TEST_CASE("Rebuild: goes on where one was cut short") {
  CutShort base;
  const care::RebuildCounts counts = base.Run();
  CHECK(counts.resumed == store::kMaxPendingArticles);
  CHECK(counts.analyzed == 20);
  CHECK(counts.articles == CutShort::kArticles);
  CHECK(base.Count("Zjam") == CutShort::kArticles);
  CHECK_FALSE(fs::exists(base.dir / store::kRebuildingFolder));
  CHECK_FALSE(fs::exists(base.dir / "gen-000002" / store::kMarkFile));
}

TEST_CASE("Rebuild: what was published since one was cut short counts") {
  CutShort base;
  {
    auto publish = publish::Publish::Open(base.dir);
    REQUIRE(publish.has_value());
    Analyzer analyzer;
    Article changed = CutShort::Numbered(1);
    changed.body = changed.text = "offline";
    CutShort::Put(**publish, std::move(changed), analyzer);
    Article moved = CutShort::Numbered(2);
    moved.audience = Audience::kInternal;
    CutShort::Put(**publish, std::move(moved), analyzer);
    REQUIRE((*publish)->Remove(schema::UniqueTerm("en", "100003")).has_value());
    REQUIRE((*publish)->Commit().has_value());
  }
  CHECK(fs::exists(base.dir / store::kRebuildingFolder));
  const care::RebuildCounts counts = base.Run();
  CHECK(counts.resumed == store::kMaxPendingArticles);
  CHECK(counts.analyzed == 22);
  CHECK(counts.articles == CutShort::kArticles - 1);
  CHECK(base.Count("Zjam") == CutShort::kArticles - 3);
  CHECK(base.Count("Zjam", Audience::kInternal) == CutShort::kArticles - 2);
  CHECK(base.Count("Zofflin") == 1);
}

TEST_CASE("Rebuild: a crash between any two steps of an earlier one") {
  CutShort base;
  const fs::path left = base.dir / store::kRebuildingFolder;
  std::size_t resumed = store::kMaxPendingArticles, analyzed = 20;
  SUBCASE("it had its name as a generation, but was not in force") {
    fs::rename(left, base.dir / "gen-000002");
  }
  SUBCASE("rules were copied that are no longer there") {
    fs::create_directory(left / "curation");
    store::ReplaceFile(left / "curation" / "synonyms.txt", "a, b\n");
    store::ReplaceFile(left / "manifest.json", "{");
  }
  SUBCASE("an article had moved, and only one of two databases committed") {
    fs::create_directories(left / "internal");
    Xapian::WritableDatabase internal((left / "internal" / "en").string(), Xapian::DB_CREATE);
    Xapian::WritableDatabase open((left / "public" / "en").string());
    const std::string term = schema::UniqueTerm("en", "100007");
    internal.add_document(open.get_document(*open.postlist_begin(term)));
    store::SetVersions(internal);
    internal.commit();
    resumed -= 1;
    analyzed += 1;
  }
  SUBCASE("the mark was never written, or is of other programs") {
    store::ReplaceFile(left / store::kMarkFile, "schema 0\n");
    resumed = 0;
    analyzed = CutShort::kArticles;
  }
  SUBCASE("a database is damaged") {
    fs::resize_file(left / "public" / "en" / "postlist.glass", 100);
    resumed = 0;
    analyzed = CutShort::kArticles;
  }
  const care::RebuildCounts counts = base.Run();
  CHECK(counts.resumed == resumed);
  CHECK(counts.analyzed == analyzed);
  CHECK(counts.articles == CutShort::kArticles);
  CHECK(base.Count("Zjam", Audience::kInternal) == CutShort::kArticles);
  CHECK_FALSE(fs::exists(left));
  CHECK_FALSE(fs::exists(base.dir / "gen-000002" / "curation"));
}

TEST_CASE("Rebuild: what one left that cannot be gone on with goes with the next writer") {
  CutShort base;
  testing::Publish(base.dir, {MakeArticle("a", "en", "Printer", "offline")});
  CHECK(fs::exists(base.dir / store::kRebuildingFolder));
  fs::remove(base.dir / store::kRebuildingFolder / store::kMarkFile);
  testing::Publish(base.dir, {MakeArticle("a", "en", "Printer", "on fire")});
  CHECK_FALSE(fs::exists(base.dir / store::kRebuildingFolder));
}

}  // namespace
}  // namespace funnel
