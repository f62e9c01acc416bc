// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/part_search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_writer.h"
#include "indexer/store/layout/forward_record.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

/// A document in memory: its words, and the family that it belongs to, if any.
struct Words {
  std::string text, family;
};

Xapian::WritableDatabase Documents(const std::vector<Words>& documents) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const Words& words : documents) {
    Xapian::Document document;
    std::istringstream line(words.text);
    for (std::string word; line >> word;) document.add_term(word);
    database.add_document(document);
  }
  return database;
}

/// Records that say of which family each document is, and of none of the others.
store::ForwardRecords RecordsOf(const std::vector<Words>& documents,
                                const std::filesystem::path& folder) {
  store::ForwardWriter writer(*store::ForwardReader::Open(folder, {}), 1);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    writer.Put(static_cast<std::uint32_t>(i + 1), "record",
               {.family = store::FamilyHash(documents[i].family)});
  }
  return store::ForwardRecords({*store::ForwardReader::Open(folder, writer.Finish())});
}

/// A pasted text of `parts`, each of words; `log` says that a program wrote them.
query::QueryPlan PlanOf(const std::vector<std::string>& parts, bool log = false) {
  query::QueryPlan plan;
  for (const std::string& part : parts) {
    query::PlannedPart planned;
    planned.log = log;
    std::istringstream line(part);
    for (std::string word; line >> word;) {
      planned.terms.push_back(plan.terms.size());
      const auto place = static_cast<std::uint32_t>(plan.terms.size());
      plan.terms.push_back({Lane::kWord, word, 1, 1, place, place + 1, false});
    }
    plan.parts.push_back(std::move(planned));
  }
  return plan;
}

const query::Deadline kLate;
const store::ForwardRecords kNoRecords;

/// The documents found, best first: "2 1".
std::string Found(const query::QueryPlan& plan, const Xapian::Database& database,
                  std::vector<rank::SearchedPart>* searched = nullptr, std::size_t languages = 1,
                  const store::ForwardRecords& records = kNoRecords) {
  const RankingParameters ranking;
  query::TermCounts counts(database);
  query::PostingScorer scorer;
  const query::BuiltQuery whole = query::BuildQuery(plan, counts, ranking);
  std::string ids;
  for (const query::ScoredDocument& match : rank::SearchParts(
           plan, whole, counts, scorer, records, ranking, languages, kLate, searched)) {
    ids += (ids.empty() ? "" : " ") + std::to_string(match.document);
  }
  return ids;
}

/// Documents about nothing of the kind, so that words are rare.
std::vector<Words> WithOthers(std::vector<Words> documents) {
  for (int i = 0; i < 20; ++i) documents.push_back({"other" + std::to_string(i) + " matter", ""});
  return documents;
}

TEST_CASE("PartSearch: who answers one sentence comes before who has a little of each") {
  const auto database = Documents(WithOthers({{"blank office friday", ""}, {"blank pages", ""}}));
  CHECK(Found(PlanOf({"blank pages", "office moved building", "friday deadline report"}),
              database) == "2 1");
}

TEST_CASE("PartSearch: words that nobody has say how little of a sentence is covered") {
  const auto database = Documents(WithOthers({{"alpha x", ""}, {"beta x", ""}}));
  // Both sentences have one word that the base knows; of the second it covers less.
  CHECK(Found(PlanOf({"alpha", "beta unknown1 unknown2"}), database) == "1 2");
  CHECK(Found(PlanOf({"alpha unknown1 unknown2", "beta"}), database) == "2 1");
}

TEST_CASE("PartSearch: what no part has is not found, and of each part the fifty best are") {
  std::vector<Words> documents(60, {"alpha", ""});
  documents.resize(100, {"beta", ""});
  documents.resize(400, {"matter", ""});
  const auto database = Documents(documents);
  CHECK(Found(PlanOf({"unknown1", "unknown2 unknown3"}), database).empty());
  const std::string ids = Found(PlanOf({"alpha", "beta"}), database);
  CHECK(std::count(ids.begin(), ids.end(), ' ') + 1 == 50 + 40);
}

TEST_CASE("PartSearch: with several languages each family is found once") {
  const testing::TempDir dir;
  const std::vector<Words> documents = {
      {"blank pages", "f"}, {"leere seiten", "f"}, {"blank", "g"}};
  const auto database = Documents(WithOthers(documents));
  const store::ForwardRecords records = RecordsOf(documents, dir.path());
  const query::QueryPlan plan = PlanOf({"blank pages", "leere seiten"});
  CHECK(Found(plan, database, nullptr, 1, records) == "2 1 3");
  CHECK(Found(plan, database, nullptr, 2, records) == "2 3");
}

TEST_CASE("PartSearch: the ten parts that say most are asked") {
  std::vector<Words> documents;
  std::vector<std::string> parts;
  for (int i = 0; i < 15; ++i) {
    documents.push_back({"word" + std::to_string(i), ""});
    parts.push_back("word" + std::to_string(i));
  }
  query::QueryPlan plan = PlanOf(parts);
  for (query::PlannedPart& part : plan.parts) part.weight = 0.5;
  plan.parts[12].weight = 1;
  std::vector<rank::SearchedPart> searched;
  Found(plan, Documents(documents), &searched);
  std::string asked;
  for (const rank::SearchedPart& part : searched) asked += std::to_string(part.part) + " ";
  CHECK(asked == "12 0 1 2 3 4 5 6 7 8 ");
}

TEST_CASE("PartSearch: a log is also asked as a whole") {
  CHECK(rank::IsLog(PlanOf({"a", "b"}, true)));
  query::QueryPlan plan = PlanOf({"alpha", "beta"}, true);
  std::vector<rank::SearchedPart> searched;
  const auto database = Documents(WithOthers({{"alpha", ""}, {"beta", ""}, {"alpha beta", ""}}));
  CHECK(Found(plan, database, &searched) == "3 1 2");
  CHECK(searched.size() == 3);
  CHECK(searched.back().part == 2);  // none of the two
  plan.parts[0].log = false;
  CHECK_FALSE(rank::IsLog(plan));
  searched.clear();
  Found(plan, database, &searched);
  CHECK(searched.size() == 2);
}

TEST_CASE("PartSearch: what was done adds up to what is answered") {
  const auto database = Documents(WithOthers({{"alpha beta", ""}, {"alpha", ""}}));
  const RankingParameters ranking;
  const query::QueryPlan plan = PlanOf({"alpha gamma", "beta"});
  std::vector<rank::SearchedPart> searched;
  query::TermCounts counts(database);
  query::PostingScorer scorer;
  const auto matches =
      rank::SearchParts(plan, {}, counts, scorer, kNoRecords, ranking, 1, kLate, &searched);
  REQUIRE(matches.size() == 2);
  double powers = 0;
  for (const rank::SearchedPart& part : searched) {
    const auto match = part.matches.find(1);
    REQUIRE(match != part.matches.end());
    powers += match->second.power;
    CHECK(match->second.covered <= 1);
  }
  CHECK(matches[0].document == 1);
  CHECK(matches[0].score == doctest::Approx(std::pow(powers, 1 / ranking.part_contrast)));
}

TEST_CASE("PartSearch: what a line of a log is worth is its BM25 and how much of it is covered") {
  const auto database = Documents(WithOthers({{"alpha beta", ""}, {"alpha", ""}}));
  std::vector<rank::SearchedPart> searched;
  Found(PlanOf({"alpha beta unknown"}, true), database, &searched);
  REQUIRE(!searched.empty());
  for (const auto& [document, match] : searched.front().matches) {
    CHECK(match.covered < 0.9);
    CHECK(match.score == doctest::Approx(match.bm25 * match.covered * match.covered));
  }
  CHECK(searched.front().matches.at(1).covered > searched.front().matches.at(2).covered + 0.2);
}

TEST_CASE("PartSearch: stops at its deadline") {
  std::vector<Words> documents;
  for (int i = 0; i < 500; ++i) documents.push_back({i % 5 == 0 ? "alpha" : "beta", ""});
  const query::QueryPlan plan = PlanOf({"alpha", "gamma"});
  const auto database = Documents(documents);
  query::TermCounts counts(database);
  query::PostingScorer scorer;
  CHECK_THROWS_AS(rank::SearchParts(plan, {}, counts, scorer, kNoRecords, {}, 1,
                                    query::Deadline::In(std::chrono::milliseconds(0))),
                  query::DeadlineExceeded);
}

}  // namespace
}  // namespace funnel
