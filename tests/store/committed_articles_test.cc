// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/committed_articles.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;

/// Publishes an article "a" in each language, with the hash `hash`, which comes to `tier`.
void Publish(const fs::path& dir, const std::vector<std::string>& languages, Tier tier,
             const std::string& hash) {
  auto writer = Writer::Open(dir, {});
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  for (const std::string& language : languages) {
    const std::string term = schema::UniqueTerm(language, "a");
    Xapian::Document document;
    document.add_boolean_term(term);
    document.add_value(schema::kHashSlot, hash);
    for (const Tier other : kTiers) {
      if (other != tier) REQUIRE(writer->Remove(other, term));
    }
    REQUIRE(writer->Upsert(tier, term, std::move(document)));
  }
  REQUIRE(writer->Commit());
}

std::ptrdiff_t OpenFiles() {
  return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
}

TEST_CASE("CommittedArticles: of many databases only some are open at once") {
  const testing::TempDir temp;
  std::vector<std::string> languages;
  for (char first = 'a'; first < 'd'; ++first) {
    for (char second = 'a'; second <= 'z'; ++second) languages.push_back({first, second});
  }
  Publish(temp.path(), languages, Tier::kPublic, "1");
  const std::ptrdiff_t before = OpenFiles();
  CommittedArticles articles(temp.path() / "gen-000001");
  for (int round = 0; round < 2; ++round) {
    for (const std::string& language : languages) {
      CHECK(articles.Hash(schema::UniqueTerm(language, "a")) == "1");
      CHECK_FALSE(articles.Hash(schema::UniqueTerm(language, "b")).has_value());
    }
  }
  CHECK(OpenFiles() - before < 64 * 5);
}

TEST_CASE("CommittedArticles: commits that overtake a look are no failure of it") {
  const testing::TempDir temp;
  Publish(temp.path(), {"en", "th"}, Tier::kPublic, "0");
  CommittedArticles articles(temp.path() / "gen-000001");
  for (int i = 1; i < 8; ++i) {
    const Tier tier = i % 2 == 0 ? Tier::kPublic : Tier::kInternal;
    Publish(temp.path(), {"en", "th"}, tier, std::to_string(i));
    if (i % 3 != 0) continue;
    for (const char* language : {"en", "th"}) {
      int found = 0;
      CHECK(articles.Find(schema::UniqueTerm(language, "a"),
                          [&](Tier, const Xapian::Document& document) {
                            found = std::stoi(document.get_value(schema::kHashSlot));
                          }));
      CHECK(found <= i);
    }
  }
}

}  // namespace
}  // namespace funnel::store
