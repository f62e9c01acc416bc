// SPDX-License-Identifier: GPL-2.0-or-later
// The history beside the base, through publishes, crashes, generations and backups.
#include "indexer/store/history/history.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/backup.h"
#include "indexer/store/history/history_writer.h"
#include "indexer/store/journal.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/writer.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using funnel::testing::MakeArticle;
using funnel::testing::TempDir;

Result<Xapian::Document> DocumentOf(std::string_view record) {
  const auto article = store::DecodeArticle(record);
  if (!article) return Fail(article.error());
  Xapian::Document document;
  document.set_data(std::string(record));
  document.add_boolean_term(schema::UniqueTerm(article->lang, article->id));
  document.add_value(schema::kHashSlot, ContentHash(*article));
  return document;
}

Article Make(const std::string& id, const std::string& text, State state = State::kPublished) {
  Article article = MakeArticle(id, "en", "Title", text);
  article.state = state;
  return article;
}

struct Base {
  TempDir temp;
  fs::path dir = temp.path() / "kb";

  store::Writer Open(const std::string& by = "ann") const {
    auto writer = store::Writer::Open(dir, {"72.1"});
    REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
    writer->set_by(by);
    return std::move(*writer);
  }

  static void Put(store::Writer& writer, const Article& article, bool restored = false) {
    const std::string term = schema::UniqueTerm(article.lang, article.id);
    const auto stored = writer.Find(term).value();
    const store::Tier tier = store::TierOf(article.audience, article.state);
    const auto noted = writer.Note(
        {{article.id, article.lang, article.state, article.audience, ContentHash(article)},
         false,
         restored});
    REQUIRE_MESSAGE(noted.has_value(), noted.error().message);
    if (stored && stored->tier != tier) REQUIRE(writer.Remove(stored->tier, term));
    REQUIRE(writer.Upsert(tier, term, DocumentOf(store::EncodeArticle(article)).value()));
  }

  static void Commit(store::Writer& writer) {
    const auto committed = writer.Commit();
    REQUIRE_MESSAGE(committed.has_value(), committed.error().message);
  }

  void Publish(const Article& article, const std::string& by = "ann") const {
    store::Writer writer = Open(by);
    Put(writer, article);
    Commit(writer);
  }

  /// "3 updated ben 'new text', 2 ...": of the kept ones, the text.
  std::string Versions(const std::string& id, const fs::path& in = {}) const {
    auto reader = store::HistoryReader::Open(in.empty() ? dir : in);
    REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
    std::string line;
    const auto versions = reader->Versions(id, "");
    REQUIRE_MESSAGE(versions.has_value(), versions.error().message);
    for (const store::ArticleVersion& version : *versions) {
      if (!line.empty()) line += ", ";
      line += std::to_string(version.number) + " " + std::string(Name(version.event));
      if (!version.by.empty()) line += " " + version.by;
      CHECK(version.time.empty() == (version.publish == 0));
      if (version.record == 0) continue;
      line += " '" + store::DecodeArticle(reader->Record(version).value())->text + "'";
    }
    return line;
  }
};

TEST_CASE("History: every version is kept, with who and what happened") {
  const Base base;
  base.Publish(Make("a", "one"));
  CHECK(base.Versions("a") == "1 added ann");
  base.Publish(Make("a", "two"), "ben");
  base.Publish(Make("a", "two", State::kArchived));
  base.Publish(Make("b", "other"));
  base.Publish(Make("a", "three", State::kDraft), "ben");
  CHECK(base.Versions("a") ==
        "4 restored ben, 3 retired ann 'two', 2 updated ben 'two', 1 added ann 'one'");
  {
    store::Writer writer = base.Open();
    store::ArticleChange change;
    change.to.id = "a";
    change.to.lang = "en";
    change.removed = true;
    REQUIRE(writer.Note(change));
    REQUIRE(writer.Remove(store::Tier::kUnpublished, "Qen:a"));
    base.Commit(writer);
  }
  CHECK(base.Versions("a").starts_with("5 removed ann, 4 restored ben 'three', 3 retired"));
  base.Publish(Make("a", "four"));
  CHECK(base.Versions("a").starts_with("6 added ann, 5 removed ann, 4 restored ben 'three', "));
  CHECK(base.Versions("b") == "1 added ann");
  CHECK(base.Versions("none").empty());
}

TEST_CASE("History: one publish makes one version of an article") {
  const Base base;
  store::Writer writer = base.Open();
  base.Put(writer, Make("a", "one"));
  base.Put(writer, Make("a", "two"));
  base.Commit(writer);
  CHECK(base.Versions("a") == "1 added ann");
  base.Put(writer, Make("a", "three"));
  base.Put(writer, Make("a", "four"));
  base.Commit(writer);
  CHECK(base.Versions("a") == "2 updated ann, 1 added ann 'two'");
}

TEST_CASE("History: what is not committed leaves nothing") {
  const Base base;
  {
    store::Writer writer = base.Open();
    base.Put(writer, Make("a", "one"));
  }
  CHECK_FALSE(fs::exists(base.dir));
  base.Publish(Make("a", "one"));
  {
    store::Writer writer = base.Open();
    base.Put(writer, Make("a", "two"));
  }
  CHECK(base.Versions("a") == "1 added ann");
  base.Publish(Make("a", "three"));
  CHECK(base.Versions("a") == "2 updated ann, 1 added ann 'one'");
}

TEST_CASE("History: a publish that did not come into force is skipped, then dropped") {
  const Base base;
  base.Publish(Make("a", "one"));
  const auto crash = [&] {  // Killed between the commit of the history and that of the base.
    store::HistoryWriter history(store::HistoryFile(base.dir, {}));
    history.Note({{"a", "en", State::kPublished, Audience::kPublic, "0"}},
                 store::SupersededArticle{ContentHash(Make("a", "one")),
                                          store::EncodeArticle(Make("a", "one"))});
    history.Note({{"b", "en", State::kPublished, Audience::kPublic, "0"}}, {});
    CHECK(history.Commit("2026-01-01T00:00:00Z", "eve") == 2);
  };
  crash();
  CHECK(base.Versions("a") == "1 added ann 'one'");
  CHECK(base.Versions("b").empty());
  { const store::Writer writer = base.Open(); }
  CHECK(store::HistoryWriter(store::HistoryFile(base.dir, {})).last_publish() == 1);
  crash();
  base.Publish(Make("a", "two"), "ben");
  CHECK(base.Versions("a") == "2 updated ben, 1 added ann 'one'");
}

TEST_CASE("History: a publish that a crash interrupted is taken over when it is completed") {
  const Base base;
  base.Publish(Make("a", "one"));
  const Article moved = [] {
    Article article = Make("a", "two");
    article.audience = Audience::kInternal;
    return article;
  }();
  {
    store::HistoryWriter history(store::HistoryFile(base.dir, {}));
    history.Note({{"a", "en", moved.state, moved.audience, ContentHash(moved)}},
                 store::SupersededArticle{ContentHash(Make("a", "one")),
                                          store::EncodeArticle(Make("a", "one"))});
    history.Commit("2026-01-01T00:00:00Z", "eve");
    store::JournalWriter journal(base.dir / "gen-000001" / "journal");
    journal.Append({store::Tier::kPublic, true, "Qen:a", ""});
    journal.Append({store::Tier::kInternal, false, "Qen:a",
                    DocumentOf(store::EncodeArticle(moved)).value().serialise()});
    journal.Finish(2);
    fs::create_directories(base.dir / "gen-000001" / "internal");
    Xapian::WritableDatabase internal((base.dir / "gen-000001" / "internal" / "en").string());
    SetVersions(internal);
    internal.replace_document("Qen:a", DocumentOf(store::EncodeArticle(moved)).value());
    internal.set_metadata(std::string(schema::kPublishKey), "2");
    internal.commit();
  }
  CHECK(base.Versions("a") == "1 added ann 'one'");
  { const store::Writer writer = base.Open(); }
  CHECK(base.Versions("a") == "2 updated eve, 1 added ann 'one'");
  CHECK(store::HistoryNumber(base.dir / "gen-000001") == 2);
}

TEST_CASE("History: begins late in a base that had none") {
  const Base base;
  base.Publish(Make("a", "one"));
  base.Publish(Make("b", "one", State::kArchived));
  for (const char* file : {"history.sqlite", "history.sqlite-wal", "history.sqlite-shm"}) {
    fs::remove(base.dir / file);
  }
  CHECK(base.Versions("a").empty());
  { const store::Writer writer = base.Open(); }
  CHECK_FALSE(fs::exists(base.dir / "history.sqlite"));  // Only a change makes one.
  base.Publish(Make("b", "two"));
  CHECK(base.Versions("a") == "1 found");
  CHECK(base.Versions("b") == "2 restored ann, 1 found 'one'");
}

TEST_CASE("History: outlives generations") {
  const Base base;
  base.Publish(Make("a", "one"));
  {
    store::Writer writer = base.Open("ben");
    REQUIRE(writer.Branch());
    base.Put(writer, Make("a", "two"));
    base.Commit(writer);
    base.Put(writer, Make("a", "three"));
    base.Commit(writer);
  }
  CHECK(base.Versions("a") == "3 updated ben, 2 updated ben 'two', 1 added ann 'one'");
  {
    auto next = store::Writer::OpenNext(base.dir, {"72.1"});
    REQUIRE(next.has_value());
    base.Put(*next, Make("a", "three, as new programs see it"));  // The hash is another.
    base.Commit(*next);
  }
  CHECK(base.Versions("a") == "3 updated ben, 2 updated ben 'two', 1 added ann 'one'");
  auto reader = store::HistoryReader::Open(base.dir);
  CHECK_FALSE(reader->doubtful());
  CHECK(reader->Newest("a", "en")->hash == ContentHash(Make("a", "three, as new programs see it")));
  base.Publish(Make("a", "four"));
  CHECK(base.Versions("a").starts_with("4 updated ann, 3 updated ben"));
}

TEST_CASE("History: a backup has its own, and brings it back") {
  const Base base;
  const fs::path backup = base.temp.path() / "backup";
  base.Publish(Make("a", "one"));
  base.Publish(Make("a", "two"));
  REQUIRE(store::Backup(base.dir, backup).has_value());
  CHECK(base.Versions("a", backup) == "2 updated ann, 1 added ann 'one'");
  base.Publish(Make("a", "three"));
  REQUIRE(store::Restore(base.dir, backup).has_value());
  CHECK(base.Versions("a") == "2 updated ann, 1 added ann 'one'");
  CHECK(fs::exists(base.dir / "history-replaced.sqlite"));
  base.Publish(Make("a", "four"));
  CHECK(base.Versions("a") == "3 updated ann, 2 updated ann 'two', 1 added ann 'one'");
  CHECK_FALSE(fs::exists(base.dir / "gen-000002" / "history.sqlite"));

  SUBCASE("killed before the restored history had taken its place") {
    store::CopyHistory(backup, "gen-000001", base.dir / "gen-000002");
    CHECK(base.Versions("a") == "2 updated ann, 1 added ann 'one'");
    { const store::Writer writer = base.Open(); }
    CHECK_FALSE(fs::exists(base.dir / "gen-000002" / "history.sqlite"));
  }
  SUBCASE("a backup without history begins a new one") {
    fs::remove(backup / "history.sqlite");
    REQUIRE(store::Restore(base.dir, backup).has_value());
    base.Publish(Make("a", "five"));
    CHECK(base.Versions("a") == "2 updated ann, 1 found 'two'");
  }
}

TEST_CASE("History: damage is said") {
  const Base base;
  base.Publish(Make("a", "one"));
  std::ofstream(base.dir / "history.sqlite", std::ios::binary) << std::string(20000, '#');
  const auto reader = store::HistoryReader::Open(base.dir);
  REQUIRE_FALSE(reader.has_value());
  CHECK(reader.error().code == ErrorCode::kCorrupt);
  CHECK(reader.error().message.find("history.sqlite: the history is damaged; restore a backup") !=
        std::string::npos);
  const auto writer = store::Writer::Open(base.dir, {"72.1"});
  REQUIRE_FALSE(writer.has_value());
  CHECK(writer.error().code == ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace funnel::store
