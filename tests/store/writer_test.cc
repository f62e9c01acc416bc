// SPDX-License-Identifier: GPL-2.0-or-later
// The writer and the readers of one base, publishing and crashing.
#include "indexer/store/writer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/journal.h"
#include "indexer/store/open_tiers.h"
#include "indexer/store/reader.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

/// A document whose record is "name lang".
Xapian::Document MakeDocument(std::string_view record) {
  const std::string name(record.substr(0, record.find(' ')));
  Xapian::Document document;
  document.set_data(std::string(record));
  document.add_boolean_term("Q" + name);
  document.add_boolean_term(std::string(schema::kLangPrefix) +
                            std::string(record.substr(record.find(' ') + 1)));
  document.add_value(schema::kHashSlot, std::string(record));
  return document;
}

Result<store::Writer> TryOpen(const fs::path& dir) { return store::Writer::Open(dir, {"72.1"}); }

store::Writer OpenWriter(const fs::path& dir) {
  auto writer = TryOpen(dir);
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  return std::move(*writer);
}

void Put(store::Writer& writer, store::Tier tier, const std::string& name) {
  REQUIRE(writer.Upsert(tier, "Q" + name, MakeDocument(name + " en")).has_value());
}

void Commit(store::Writer& writer) {
  const auto committed = writer.Commit();
  REQUIRE_MESSAGE(committed.has_value(), committed.error().message);
}

store::Reader OpenReader(const fs::path& dir, Audience audience = Audience::kInternal) {
  auto reader = store::Reader::Open(dir, audience);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  return std::move(*reader);
}

/// The unique terms in view, as "a b c".
std::string Names(store::Reader& reader) {
  REQUIRE(reader.Refresh().has_value());
  const auto names = store::RetryOnPublish(
      [&]() -> Result<std::string> {
        std::string all;
        Xapian::Database& database = reader.database();
        for (auto term = database.allterms_begin("Q"); term != database.allterms_end("Q"); ++term) {
          all += (all.empty() ? "" : " ") + (*term).substr(1);
        }
        return all;
      },
      [&] { return reader.Refresh(); });
  return names.value();
}

std::string Names(const fs::path& dir, Audience audience = Audience::kInternal) {
  store::Reader reader = OpenReader(dir, audience);
  return Names(reader);
}

TEST_CASE("Writer: a new base appears with its first commit") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  {
    store::Writer writer = OpenWriter(dir);
    Put(writer, store::Tier::kPublic, "a");
    CHECK(store::Reader::Open(dir, Audience::kPublic).error().code == ErrorCode::kNotFound);
  }
  CHECK_FALSE(fs::exists(dir));  // Not committed: nothing remains.
  store::Writer writer = OpenWriter(dir);
  Put(writer, store::Tier::kPublic, "a");
  Put(writer, store::Tier::kInternal, "b");
  Commit(writer);
  CHECK(Names(dir) == "a b");
  CHECK(Names(dir, Audience::kPublic) == "a");
  CHECK(OpenReader(dir).generation() == "gen-000001");
  CHECK(fs::exists(dir / "gen-000001" / "manifest.json"));
  CHECK_FALSE(fs::exists(dir / "gen-000001" / "partner"));  // Made lazily.
}

TEST_CASE("Writer: what a crash left of a new base is swept away") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  fs::create_directories(dir / "building" / "public" / "en");
  std::ofstream(dir / "building" / "public" / "en" / "iamglass") << "half";
  store::Writer writer = OpenWriter(dir);
  Put(writer, store::Tier::kPublic, "a");
  Commit(writer);
  CHECK(Names(dir) == "a");
  CHECK_FALSE(fs::exists(dir / "building"));
}

TEST_CASE("Writer: a database that a crash left half made is made anew") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  {
    store::Writer writer = OpenWriter(dir);
    Put(writer, store::Tier::kPublic, "a");
    Commit(writer);
  }
  const fs::path half = dir / "gen-000001" / "internal" / "und";
  fs::create_directories(half);
  for (const char* file : {"flintlock", "postlist.glass", "termlist.glass", "v.tmp"}) {
    std::ofstream(half / file) << "";
  }
  store::Writer writer = OpenWriter(dir);
  Put(writer, store::Tier::kInternal, "b");
  Commit(writer);
  CHECK(Names(dir) == "a b");
}

TEST_CASE("Writer: refuses a folder of other things") {
  const TempDir temp;
  std::ofstream(temp.path() / "letter.txt") << "Dear";
  CHECK(TryOpen(temp.path()).error().message ==
        temp.path().string() +
            ": not a knowledge base, and not empty (it has letter.txt); name a new or empty "
            "folder");
  CHECK(fs::exists(temp.path() / "letter.txt"));
}

TEST_CASE("Writer: readers see a publish whole, at their next refresh") {
  const TempDir temp;
  store::Writer writer = OpenWriter(temp.path());
  Put(writer, store::Tier::kPublic, "a");
  Commit(writer);
  store::Reader reader = OpenReader(temp.path());
  Put(writer, store::Tier::kPublic, "b");
  Put(writer, store::Tier::kInternal, "c");
  CHECK(Names(reader) == "a");
  Commit(writer);
  bool changed = false;
  REQUIRE(reader.Refresh(&changed).has_value());
  CHECK(changed);
  CHECK(Names(reader) == "a b c");
  REQUIRE(reader.Refresh(&changed).has_value());
  CHECK_FALSE(changed);
  CHECK(reader.Languages() == std::vector<std::string>{"en"});
}

TEST_CASE("Writer: moves and removes") {
  const TempDir temp;
  store::Writer writer = OpenWriter(temp.path());
  Put(writer, store::Tier::kPublic, "a");
  Put(writer, store::Tier::kPublic, "b");
  Commit(writer);
  CHECK(writer.Find("Qa").value()->tier == store::Tier::kPublic);
  CHECK(writer.Find("Qa").value()->hash == "a en");
  CHECK_FALSE(writer.Find("Qz").value().has_value());
  REQUIRE(writer.Remove(store::Tier::kPublic, "Qa").has_value());
  Put(writer, store::Tier::kInternal, "a");
  CHECK(writer.Find("Qa").value()->tier == store::Tier::kInternal);
  Commit(writer);
  CHECK(Names(temp.path(), Audience::kPublic) == "b");
  CHECK(Names(temp.path()) == "a b");
  CHECK_FALSE(fs::exists(temp.path() / "gen-000001" / "journal"));
  REQUIRE(writer.Remove(store::Tier::kPublic, "Qb").has_value());
  Commit(writer);
  CHECK(Names(temp.path(), Audience::kPublic).empty());
  CHECK(OpenReader(temp.path(), Audience::kPublic).Languages().empty());
}

TEST_CASE("Writer: a second one is refused at once") {
  const TempDir temp;
  const store::Writer first = OpenWriter(temp.path());
  const auto second = TryOpen(temp.path());
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::kLocked);
}

TEST_CASE("Writer: another version is refused with the remedy") {
  const TempDir temp;
  {
    store::Writer writer = OpenWriter(temp.path());
    Put(writer, store::Tier::kPublic, "a");
    Commit(writer);
  }
  Xapian::WritableDatabase((temp.path() / "gen-000001" / "public" / "und").string())
      .set_metadata(std::string(schema::kAnalyzerKey), "999");
  const std::string message =
      temp.path().string() + ": written with schema " + std::to_string(schema::kSchemaVersion) +
      " and analyzer 999, this program has " + std::to_string(schema::kSchemaVersion) + " and " +
      std::to_string(kAnalyzerVersion) + "; run funnel-indexer rebuild --kb " +
      temp.path().string();
  CHECK(TryOpen(temp.path()).error().code == ErrorCode::kIndexMismatch);
  CHECK(TryOpen(temp.path()).error().message == message);
  CHECK(store::Reader::Open(temp.path(), Audience::kPublic).error().message == message);
}

/// A base with "a" in public and "c" in internal, and the finished journal of a publish that moves
/// "a" to internal and adds "b" to public.
void MakeInterrupted(const fs::path& dir) {
  {
    store::Writer writer = OpenWriter(dir);
    Put(writer, store::Tier::kPublic, "a");
    Put(writer, store::Tier::kInternal, "c");
    Commit(writer);
  }
  store::JournalWriter journal(dir / "gen-000001" / "journal");
  journal.Append({store::Tier::kPublic, true, "Qa", ""});
  journal.Append({store::Tier::kInternal, false, "Qa", MakeDocument("a en").serialise()});
  journal.Append({store::Tier::kPublic, false, "Qb", MakeDocument("b ja").serialise()});
  journal.Finish(2);
}

TEST_CASE("Writer: a publish that a crash interrupted before its first commit never was") {
  const TempDir temp;
  MakeInterrupted(temp.path());
  CHECK(Names(temp.path()) == "a c");
  { const store::Writer writer = OpenWriter(temp.path()); }
  CHECK(Names(temp.path()) == "a c");  // Nobody sees it change without a publish.
  CHECK_FALSE(fs::exists(temp.path() / "gen-000001" / "journal"));
}

TEST_CASE("Writer: completes a publish that a crash interrupted between two commits") {
  const TempDir temp;
  MakeInterrupted(temp.path());
  store::Reader reader = OpenReader(temp.path());
  {
    Xapian::WritableDatabase internal((temp.path() / "gen-000001" / "internal" / "und").string());
    internal.replace_document("Qa", MakeDocument("a en"));
    internal.set_metadata(std::string(schema::kPublishKey), "2");
    internal.commit();
  }
  CHECK(Names(reader) == "a c");  // The last whole view.
  CHECK(Names(temp.path(), Audience::kPublic) == "a");
  { const store::Writer writer = OpenWriter(temp.path()); }
  CHECK(Names(reader) == "a b c");
  CHECK(Names(temp.path(), Audience::kPublic) == "b");
  CHECK(reader.Languages() == std::vector<std::string>{"en", "ja"});
  CHECK_FALSE(fs::exists(temp.path() / "gen-000001" / "journal"));
}

TEST_CASE("Reader: serves what a crash left between two tiers, and writes nothing") {
  const TempDir temp;
  MakeInterrupted(temp.path());
  Xapian::WritableDatabase public_tier((temp.path() / "gen-000001" / "public" / "und").string());
  public_tier.delete_document("Qa");
  public_tier.replace_document("Qb", MakeDocument("b ja"));
  public_tier.set_metadata(std::string(schema::kPublishKey), "2");
  public_tier.commit();
  public_tier.close();
  SUBCASE("alone") { CHECK(Names(temp.path()) == "b c"); }
  SUBCASE("with a writer in the way, when that has gone") {
    auto lock = store::LockBase(temp.path());
    REQUIRE(lock.has_value());
    std::thread release([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      lock->Close();
    });
    CHECK(Names(temp.path()) == "b c");
    release.join();
  }
  CHECK(fs::exists(temp.path() / "gen-000001" / "journal"));
  store::Reader reader = OpenReader(temp.path());
  { const store::Writer writer = OpenWriter(temp.path()); }
  CHECK(Names(reader) == "a b c");
  CHECK_FALSE(fs::exists(temp.path() / "gen-000001" / "journal"));
}

TEST_CASE("Writer: drops a journal that was not finished") {
  const TempDir temp;
  MakeInterrupted(temp.path());
  const fs::path journal = temp.path() / "gen-000001" / "journal";
  fs::resize_file(journal, fs::file_size(journal) - 1);
  { const store::Writer writer = OpenWriter(temp.path()); }
  CHECK(Names(temp.path()) == "a c");
  CHECK_FALSE(fs::exists(journal));
}

TEST_CASE("Reader: follows current to another generation") {
  const TempDir temp;
  {
    store::Writer writer = OpenWriter(temp.path());
    Put(writer, store::Tier::kPublic, "a");
    Commit(writer);
  }
  store::Reader reader = OpenReader(temp.path());
  fs::copy(temp.path() / "gen-000001", temp.path() / "gen-000002", fs::copy_options::recursive);
  store::WriteCurrent(temp.path(), "gen-000002");
  fs::remove_all(temp.path() / "gen-000001");
  {
    store::Writer writer = OpenWriter(temp.path());
    Put(writer, store::Tier::kPublic, "b");
    Commit(writer);
  }
  CHECK(Names(reader) == "a b");
  CHECK(reader.generation() == "gen-000002");
}

TEST_CASE("Reader: survives many publishes") {
  const TempDir temp;
  store::Writer writer = OpenWriter(temp.path());
  store::Reader reader = OpenReader([&] {
    Put(writer, store::Tier::kPublic, "a");
    Commit(writer);
    return temp.path();
  }());
  for (int i = 0; i < 20; ++i) {
    Put(writer, i % 2 == 0 ? store::Tier::kPublic : store::Tier::kPartner, "x" + std::to_string(i));
    if (i % 5 == 0) Put(writer, store::Tier::kInternal, "y" + std::to_string(i));
    Commit(writer);
    if (i % 3 != 0) continue;
    REQUIRE(reader.Refresh().has_value());
    CHECK(reader.database().get_doccount() == static_cast<unsigned>(2 + i + i / 5 + 1));
  }
}

TEST_CASE("Writer: a preview shows what a commit would, and a dropped writer leaves nothing") {
  const TempDir dir;
  {
    store::Writer writer = OpenWriter(dir.path());
    Put(writer, store::Tier::kPublic, "old");
    Put(writer, store::Tier::kPublic, "moves");
    Commit(writer);
  }
  const auto count = [](store::Reader& reader) { return reader.database().get_doccount(); };
  {
    store::Writer writer = OpenWriter(dir.path());
    Put(writer, store::Tier::kPublic, "new");
    REQUIRE(writer.Remove(store::Tier::kPublic, "Qmoves"));
    REQUIRE(writer.Upsert(store::Tier::kInternal, "Qmoves", MakeDocument("moves th")));
    auto all = writer.Preview(Audience::kInternal);
    auto outside = writer.Preview(Audience::kPublic);
    REQUIRE(all);
    REQUIRE(outside);
    CHECK(all->Refresh());
    CHECK(count(*all) == 3);
    CHECK(count(*outside) == 2);
    CHECK(all->database().term_exists("Qnew"));
    CHECK_FALSE(outside->database().term_exists("Qmoves"));
    CHECK(all->Languages() == std::vector<std::string>{"en", "th"});
    CHECK(outside->Languages() == std::vector<std::string>{"en"});
    store::Reader reader = OpenReader(dir.path());
    CHECK(count(reader) == 2);
    CHECK_FALSE(reader.database().term_exists("Qnew"));
  }
  store::Reader reader = OpenReader(dir.path());
  CHECK(count(reader) == 2);

  store::Writer writer = OpenWriter(dir.path());
  Put(writer, store::Tier::kPublic, "new");
  {
    auto preview = writer.Preview(Audience::kPublic);
    REQUIRE(preview);
    CHECK(count(*preview) == 3);
  }
  Put(writer, store::Tier::kInternal, "newer");
  Commit(writer);
  REQUIRE(reader.Refresh());
  CHECK(count(reader) == 4);
}

/// As many articles as some batches have, with `word` in each, or a few of many bytes.
void PutBatches(store::Writer& writer, const std::string& word, bool large) {
  const std::size_t count = large ? 6 : 2 * store::kMaxPendingArticles + 10;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string term = "Qen:" + std::to_string(i);
    Xapian::Document document;
    document.set_data(word + std::string(large ? kMaxPendingBytes / 4 : 10, 'x'));
    document.add_boolean_term(term);
    document.add_posting(word, 1);
    document.add_value(schema::kForwardSlot, word);
    REQUIRE(writer.Upsert(i % 3 == 0 ? store::Tier::kInternal : store::Tier::kPublic, term,
                          std::move(document)));
  }
}

/// The files of forward records in a base.
std::size_t RecordFiles(const fs::path& dir) {
  std::size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dir)) {
    files += entry.path().filename().string().starts_with("forward-") ? 1 : 0;
  }
  return files;
}

TEST_CASE("Writer: what is more than memory shall hold is visible at the commit, not before") {
  for (const bool large : {false, true}) {
    const TempDir temp;
    const fs::path dir = temp.path() / "kb";
    {
      store::Writer writer = OpenWriter(dir);
      PutBatches(writer, "old", large);  // Committed in batches: nobody reads there yet.
      CHECK(store::Reader::Open(dir, Audience::kInternal).error().code == ErrorCode::kNotFound);
      Commit(writer);
    }
    CHECK(RecordFiles(dir) == 2);  // One in each tier: nobody has read those of the batches.
    store::Reader reader = OpenReader(dir);
    const auto count = reader.database().get_doccount();
    const auto found = [&](const std::string& word) {
      REQUIRE(reader.Refresh());
      return reader.database().get_termfreq(word);
    };
    {
      store::Writer writer = OpenWriter(dir);
      PutBatches(writer, "new", large);
      CHECK(found("old") == count);
      CHECK(found("new") == 0);
    }
    CHECK(found("old") == count);
    store::Writer writer = OpenWriter(dir);
    PutBatches(writer, "new", large);
    Commit(writer);
    CHECK(found("new") == count);
    CHECK(found("old") == 0);
  }
}

}  // namespace
}  // namespace funnel::store
