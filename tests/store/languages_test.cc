// SPDX-License-Identifier: GPL-2.0-or-later
// One database for each tier and ranking language.

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/database_name.h"
#include "indexer/store/reader.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;

using Articles = std::vector<std::pair<std::string, std::string>>;  // Language, id.

/// Publishes articles whose record is `record`.
void Publish(const fs::path& dir, const Articles& articles, const std::string& record = "x",
             Tier tier = Tier::kPublic) {
  auto writer = Writer::Open(dir, {});
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  for (const auto& [lang, id] : articles) {
    const std::string unique_term = schema::UniqueTerm(lang, id);
    Xapian::Document document;
    document.set_data(record);
    document.add_boolean_term(unique_term);
    document.add_boolean_term(schema::IndexTerm(schema::kLangPrefix, lang));
    REQUIRE(writer->Upsert(tier, unique_term, std::move(document)).has_value());
  }
  REQUIRE(writer->Commit().has_value());
}

Reader Open(const fs::path& dir, Audience audience = Audience::kPublic) {
  auto reader = Reader::Open(dir, audience);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  return std::move(*reader);
}

std::string Paths(const fs::path& generation) {
  std::string paths;
  for (const DatabaseName& name : ListDatabases(generation)) paths += PathOf(name) + " ";
  return paths;
}

std::string Join(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += word + " ";
  return line;
}

}  // namespace

TEST_CASE("RankingLanguage: scripts and Cantonese are ranked together, all else apart") {
  const std::pair<const char*, const char*> rows[] = {
      {"en", "en"}, {"zh-Hans", "zh"}, {"zh-Hant", "zh"}, {"yue", "zh"}, {"sr-Latn", "sr"},
      {"id", "id"}, {"ms", "ms"},      {"und", "und"},    {"", "und"},   {"../x", "und"}};
  for (const auto& [lang, language] : rows) {
    CAPTURE(lang);
    CHECK(base::RankingLanguage(lang) == language);
  }
}

TEST_CASE("DatabaseName: a path and back") {
  for (const char* path : {"public/en", "internal/zh", "unpublished/und", "partner"}) {
    CAPTURE(path);
    REQUIRE(ParseDatabaseName(path).has_value());
    CHECK(PathOf(*ParseDatabaseName(path)) == path);
  }
  for (const char* path :
       {"", "publi", "public/", "public/..", "public/en/x", "public/EN", "x/en"}) {
    CAPTURE(path);
    CHECK_FALSE(ParseDatabaseName(path).has_value());
  }
}

TEST_CASE("Languages: each has a database of its own in each tier, made with its first article") {
  const testing::TempDir temp;
  const fs::path dir = temp.path() / "kb";
  Publish(dir, {{"en", "a"}, {"en", "b"}, {"zh-Hans", "a"}, {"yue", "a"}, {"th", "a"}});
  Publish(dir, {{"th", "secret"}}, "x", Tier::kInternal);
  CHECK(Paths(dir / "gen-000001") == "public/en public/th public/zh internal/th ");
  Reader reader = Open(dir);
  CHECK(Join(reader.RankingLanguages()) == "en zh th ");
  CHECK(Join(reader.Languages()) == "en th yue zh-Hans ");
  CHECK(Join(reader.Languages("zh")) == "yue zh-Hans ");
  CHECK(reader.Language("th").get_doccount() == 1);
  CHECK(reader.Language("zh").get_doccount() == 2);
  CHECK(reader.Language("ko").get_doccount() == 0);
  CHECK(reader.database().get_doccount() == 5);
  CHECK(reader.articles() == 5);
  CHECK(Open(dir, Audience::kInternal).Language("th").get_doccount() == 2);
}

TEST_CASE("Languages: a publish writes into no database but its own") {
  const testing::TempDir temp;
  const fs::path dir = temp.path() / "kb";
  Publish(dir, {{"en", "a"}, {"th", "a"}});
  const auto revision = [&](const char* path) {
    return Xapian::Database((dir / "gen-000001" / path).string()).get_revision();
  };
  const auto english = revision("public/en");
  const auto thai = revision("public/th");
  Publish(dir, {{"th", "b"}});
  CHECK(revision("public/en") == english);
  CHECK(revision("public/th") > thai);
}

TEST_CASE("Languages: no reader sees half of a publish into several") {
  const testing::TempDir temp;
  const fs::path dir = temp.path() / "kb";
  Publish(dir, {{"en", "a"}, {"th", "a"}}, "0");
  constexpr int kPublishes = 60;
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  std::atomic<int> seen{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&, open_late = i == 2] {
      Reader reader = Open(dir);
      std::string last;
      while (!done) {
        if (open_late) reader = Open(dir);
        const auto record = [&](const char* language) {
          const Xapian::Database& database = reader.Language(language);
          const auto at = database.postlist_begin(schema::UniqueTerm(language, "a"));
          return database.get_document(*at).get_data();
        };
        const auto both = RetryOnPublish(
            [&]() -> Result<std::pair<std::string, std::string>> {
              return std::pair(record("en"), record("th"));
            },
            [&] { return reader.Refresh(); });
        if (both->first != both->second) ++torn;
        if (both->first != last) ++seen;
        last = both->first;
        (void)reader.Refresh();
      }
    });
  }
  for (int i = 1; i <= kPublishes; ++i) {
    Publish(dir, {{"en", "a"}, {"th", "a"}}, std::to_string(i));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(torn == 0);
  CHECK(seen > 10);
}

}  // namespace funnel::store
