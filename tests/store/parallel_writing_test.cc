// SPDX-License-Identifier: GPL-2.0-or-later
// Databases written on several threads: what comes out, and what a failure leaves.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/vocabulary.h"
#include "indexer/store/open_tiers.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

constexpr std::array<const char*, 4> kLanguages = {"en", "th", "zh-Hans", "yue"};

Xapian::Document MakeDocument(const std::string& unique_term, const std::string& text) {
  Xapian::Document document;
  document.set_data(text);
  document.add_boolean_term(unique_term);
  document.add_boolean_term(schema::IndexTerm(schema::kLangPrefix, unique_term.substr(1, 2)));
  for (std::size_t at = 0; at + 3 <= text.size(); at += 3) document.add_term(text.substr(at, 3));
  document.add_value(schema::kHashSlot, text);
  document.add_value(schema::kForwardSlot, std::string(44, '\0') + text);
  document.add_value(schema::kWordsSlot, EncodeVocabulary({{"word" + text.substr(0, 2), {"w"}}}));
  return document;
}

Writer Open(const fs::path& dir, std::size_t threads) {
  auto writer = Writer::Open(dir, {{"72.1", "f1"}, threads});
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  return std::move(*writer);
}

Result<void> Put(Writer& writer, Tier tier, const std::string& unique_term,
                 const std::string& text) {
  return writer.Upsert(tier, unique_term, MakeDocument(unique_term, text));
}

void Commit(Writer& writer) {
  const auto committed = writer.Commit();
  REQUIRE_MESSAGE(committed.has_value(), committed.error().message);
}

fs::path Generation(const fs::path& dir) { return dir / ReadCurrent(dir).value(); }

std::string BytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// All that a database has but the time of its publish, and the records beside it.
std::map<std::string, std::string> Contents(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  const Xapian::Database database(folder.string());
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    std::string& all = contents["document " + std::to_string(*at)];
    all = document.get_data();
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      all += " " + *term + ":" + std::to_string(term.get_wdf());
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      all += " " + std::to_string(value.get_valueno()) + "=" + *value;
    }
  }
  contents["last"] = std::to_string(database.get_lastdocid());
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    if (*key != schema::kPublishedKey) contents["metadata " + *key] = database.get_metadata(*key);
  }
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    for (auto term = database.synonyms_begin(*key); term != database.synonyms_end(*key); ++term) {
      contents["word " + *key] += *term + " ";
    }
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("forward-")) contents[name] = BytesOf(entry.path());
  }
  return contents;
}

/// Puts, moves and removes articles of several languages in all tiers, some more than once, and
/// holds what the writer says of them against what it was told.
class Author {
 public:
  explicit Author(Writer& writer) : writer_(writer) {}

  void Work(int steps) {
    for (int i = 0; i < steps; ++i) {
      const std::string term = schema::UniqueTerm(kLanguages[random_() % kLanguages.size()],
                                                  std::to_string(random_() % 900));
      const auto stored = writer_.Find(term);
      REQUIRE_MESSAGE(stored.has_value(), stored.error().message);
      const auto known = known_.find(term);
      REQUIRE(stored->has_value() == (known != known_.end()));
      if (*stored) {
        CHECK((*stored)->tier == known->second.first);
        CHECK((*stored)->hash == known->second.second);
      }
      const Tier tier = kTiers[random_() % kTiers.size()];
      const bool removes = random_() % 5 == 0;
      if (*stored && (removes || (*stored)->tier != tier)) {
        REQUIRE(writer_.Remove((*stored)->tier, term));
        known_.erase(term);
      }
      if (removes) continue;
      const std::string text = std::to_string(random_());
      REQUIRE(Put(writer_, tier, term, text));
      known_[term] = {tier, text};
    }
  }

  std::size_t articles() const { return known_.size(); }

 private:
  Writer& writer_;
  std::mt19937 random_{7};  // The same numbers everywhere.
  std::map<std::string, std::pair<Tier, std::string>> known_;
};

std::size_t Articles(Writer& writer) {
  std::size_t count = 0;
  REQUIRE(writer.ForEach([&](Tier, const std::string&) { ++count; }));
  return count;
}

TEST_CASE("Parallel writing: whatever the threads, the base is the same") {
  std::map<std::string, std::map<std::string, std::string>> first;
  for (const std::size_t threads : {0U, 1U, 4U}) {
    CAPTURE(threads);
    const TempDir temp;
    const fs::path dir = temp.path() / "kb";
    {
      Writer writer = Open(dir, threads);
      Author author(writer);
      author.Work(3'000);  // In batches, nobody reads there yet.
      CHECK(Articles(writer) == author.articles());
      Commit(writer);
      author.Work(2'500);  // In force.
      Commit(writer);
      author.Work(50);
      CHECK(Articles(writer) == author.articles());
      Commit(writer);
    }
    std::map<std::string, std::map<std::string, std::string>> all;
    for (const DatabaseName& name : ListDatabases(Generation(dir))) {
      all[PathOf(name)] = Contents(Generation(dir) / PathOf(name));
    }
    CHECK(all.size() == 3 * kTiers.size());
    if (first.empty()) first = all;
    for (const auto& [name, contents] : all) {
      for (const auto& [key, value] : contents) {
        const bool same = first[name][key] == value;
        const std::string what = name + ": " + key;
        CHECK_MESSAGE(same, what);
      }
      CHECK(first[name].size() == contents.size());
    }
  }
}

TEST_CASE("Parallel writing: in a database the last of several comes last") {
  const TempDir temp;
  Writer writer = Open(temp.path(), 4);
  for (int i = 0; i < 100; ++i) {
    for (const char* lang : kLanguages) {
      const std::string term = schema::UniqueTerm(lang, "a");
      REQUIRE(Put(writer, Tier::kPublic, term, "version " + std::to_string(i)));
      if (i % 10 == 3) REQUIRE(writer.Remove(Tier::kPublic, term));
      if (i % 7 == 0) CHECK(writer.Find(term).value().has_value() == (i % 10 != 3));
    }
  }
  Commit(writer);
  for (const char* lang : kLanguages) {
    const auto stored = writer.Find(schema::UniqueTerm(lang, "a")).value();
    REQUIRE(stored.has_value());
    CHECK(stored->hash == "version 99");
  }
}

/// The texts of the article "a" in three languages, as readers get them.
std::string Texts(const fs::path& dir) {
  std::string texts;
  auto reader = Reader::Open(dir, Audience::kInternal);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  for (const char* lang : {"en", "ja", "th"}) {
    const Xapian::Database& database = reader->Language(lang);
    const std::string term = schema::UniqueTerm(lang, "a");
    const auto at = database.postlist_begin(term);
    if (at == database.postlist_end(term)) continue;
    texts += database.get_document(*at).get_data() + " ";
  }
  return texts;
}

TEST_CASE("Parallel writing: what one database refuses keeps all of the publish from being one") {
  for (int row = 0; row < 4; ++row) {
    const std::size_t threads = row < 2 ? 0 : 4;
    const bool long_term = row % 2 == 1;
    CAPTURE(threads);
    CAPTURE(long_term);
    const TempDir temp;
    const fs::path dir = temp.path() / "kb";
    const auto put_all = [](Writer& writer, const std::string& text) {
      for (const char* lang : {"en", "ja", "th"}) {
        REQUIRE(Put(writer, Tier::kPublic, schema::UniqueTerm(lang, "a"), text));
      }
    };
    {
      Writer writer = Open(dir, threads);
      put_all(writer, "old");
      Commit(writer);
    }
    const fs::path in_the_way = Generation(dir) / "internal";
    {
      Writer writer = Open(dir, threads);
      put_all(writer, "new");
      Xapian::Document refused = MakeDocument("Qth:b", "new");
      if (long_term) {
        refused.add_boolean_term(std::string(300, 'x'));
      } else {
        std::ofstream(in_the_way) << "not a folder";
      }
      (void)writer.Upsert(long_term ? Tier::kPublic : Tier::kInternal, "Qth:b", std::move(refused));
      // The others go on until they hear of it; at the latest the commit says it.
      for (int i = 0; i < 50; ++i) {
        (void)Put(writer, Tier::kPublic, schema::UniqueTerm("en", std::to_string(i)), "new");
      }
      CHECK_FALSE(writer.Commit().has_value());
      CHECK_FALSE(Put(writer, Tier::kPublic, "Qen:c", "new").has_value());
      CHECK_FALSE(writer.Find("Qen:a").has_value());
      CHECK_FALSE(writer.Commit().has_value());
      CHECK(Texts(dir) == "old old old ");
    }
    fs::remove(in_the_way);
    CHECK(Texts(dir) == "old old old ");
    Writer writer = Open(dir, threads);
    CHECK(Articles(writer) == 3);
    put_all(writer, "newer");
    Commit(writer);
    CHECK(Texts(dir) == "newer newer newer ");
  }
}

TEST_CASE(
    "Parallel writing: a commit that fails in one of several is none, or the next completes it") {
  const std::string rows[] = {"en", "ja", "th"};
  for (std::size_t row = 0; row < 2 * std::size(rows); ++row) {
    const std::size_t threads = row < std::size(rows) ? 0 : 4;
    const std::string failing = rows[row % std::size(rows)];
    CAPTURE(threads);
    CAPTURE(failing);
    const TempDir temp;
    const fs::path dir = temp.path() / "kb";
    const auto publish = [&](const std::string& text) {
      Writer writer = Open(dir, threads);
      for (const char* lang : {"en", "ja", "th"}) {
        REQUIRE(Put(writer, Tier::kPublic, schema::UniqueTerm(lang, "a"), text));
      }
      return writer.Commit();
    };
    REQUIRE(publish("old"));
    // It has no place for its records.
    const fs::path in_the_way = Generation(dir) / "public" / failing / "forward-2.new";
    fs::create_directory(in_the_way);
    CHECK_FALSE(publish("new").has_value());
    fs::remove(in_the_way);
    { const Writer writer = Open(dir, threads); }
    const std::string texts = Texts(dir);
    if (threads == 0) {
      CHECK(texts == (failing == "en" ? "old old old " : "new new new "));
    } else {
      CHECK((texts == "old old old " || texts == "new new new "));
    }
    REQUIRE(publish("newer"));
    CHECK(Texts(dir) == "newer newer newer ");
  }
}

TEST_CASE("Parallel writing: what is dropped in the middle leaves nothing") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  {
    Writer writer = Open(dir, 4);
    Author(writer).Work(1'500);
  }
  CHECK_FALSE(fs::exists(dir));
  {
    Writer writer = Open(dir, 4);
    REQUIRE(Put(writer, Tier::kPublic, "Qen:kept", "old"));
    Commit(writer);
  }
  {
    Writer writer = Open(dir, 4);
    for (std::size_t i = 0; i < 2 * kMaxPendingArticles; ++i) {
      const char* lang = kLanguages[i % kLanguages.size()];
      REQUIRE(Put(writer, Tier::kPublic, schema::UniqueTerm(lang, std::to_string(i)), "new"));
    }
  }
  Writer writer = Open(dir, 4);
  CHECK(Articles(writer) == 1);
}

TEST_CASE("Parallel writing: of a generation that can be gone on with, full batches stay") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  {
    Writer writer = Open(dir, 4);
    REQUIRE(Put(writer, Tier::kPublic, "Qen:a", "old"));
    Commit(writer);
  }
  const auto next = [&](std::size_t threads) {
    auto writer = Writer::OpenNext(dir, {{"72.1", "f1"}, threads});
    REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
    return std::move(*writer);
  };
  {
    Writer writer = next(4);
    for (std::size_t i = 0; i < kMaxPendingArticles + 10; ++i) {
      REQUIRE(Put(writer, Tier::kPublic, schema::UniqueTerm("en", std::to_string(i)), "new"));
    }
  }
  Writer writer = next(4);
  CHECK(writer.resumed() == kMaxPendingArticles);
  for (std::size_t i = 0; i < kMaxPendingArticles + 10; i += 100) {
    const std::string term = schema::UniqueTerm("en", std::to_string(i));
    CHECK(writer.Find(term).value().has_value() == (i < kMaxPendingArticles));
    REQUIRE(writer.Remove(Tier::kPublic, term));
    CHECK_FALSE(writer.Find(term).value().has_value());
    REQUIRE(Put(writer, Tier::kInternal, term, "moved"));
    CHECK(writer.Find(term).value()->tier == Tier::kInternal);
  }
  Commit(writer);
  CHECK(Articles(writer) == kMaxPendingArticles + 1);
}

}  // namespace
}  // namespace funnel::store
