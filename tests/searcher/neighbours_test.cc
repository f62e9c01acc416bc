// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/neighbours.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/store/reader.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::Publish;
using testing::TempDir;

TEST_CASE("Neighbours: two words side by side, in order and in one sentence") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("title", "en", "Set up the tray", "It has a tray."),
      MakeArticle("twice", "en", "A tray", "We set up one tray. They set up another."),
      MakeArticle("apart", "en", "A tray", "Set the tray up. Up to ten set trays."),
      MakeArticle("sentences", "en", "A tray", "It is a set. Up it goes."),
      MakeArticle("hyphen", "en", "A tray", "The set-up of the tray."),
  };
  Publish(dir.path(), articles);
  Result<store::Reader> reader = store::Reader::Open(dir.path(), Audience::kPublic);
  REQUIRE(reader);
  query::TermCounts counts(reader->Language("en"));
  const store::ForwardRecords& records = reader->Records("en");
  query::LookBudget budget(1000);
  const query::SharedNeighbours found =
      query::FindNeighbours("Zset", "Zup", counts, records, budget);
  REQUIRE(found);
  REQUIRE(found->documents() == 3);
  CHECK(found->occurrences() == 3 + 2 + 1);
  Xapian::docid last = 0;
  for (const query::Neighbours::Posting& posting : found->postings()) {
    CHECK(posting.document > last);
    last = posting.document;
    CHECK(found->WdfOf(posting.document) == posting.wdf);
  }
  CHECK(found->WdfOf(last + 1) == 0);
  CHECK_FALSE(query::FindNeighbours("Zup", "Znone", counts, records, budget));
  CHECK_FALSE(query::FindNeighbours("Zten", "Zup", counts, records, budget));
  query::LookBudget none(0);
  CHECK_FALSE(query::FindNeighbours("Zset", "Zup", counts, records, none));
}

TEST_CASE("Neighbours: their term tells their main forms") {
  const std::string term = query::NeighboursTerm("Zset", "Zup");
  CHECK(query::NeighboursOfTerm(term).first == "set");
  CHECK(query::NeighboursOfTerm(term).second == "up");
  CHECK(query::NeighboursOfTerm("Zset").first.empty());
}

}  // namespace
}  // namespace funnel
