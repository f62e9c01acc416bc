// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "searcher/query/bm25.h"
#include "searcher/query/posting_scorer.h"

namespace funnel {
namespace {

/// Documents in memory, each of index terms.
Xapian::WritableDatabase Documents(const std::vector<std::string>& documents) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const std::string& line : documents) {
    Xapian::Document document;
    std::istringstream terms(line);
    for (std::string term; terms >> term;) document.add_term(term);
    database.add_document(document);
  }
  return database;
}

query::PlannedTerm Planned(Lane lane, const std::string& term, std::uint32_t place,
                           double weight = 1) {
  return {lane, term, weight, 1, place, place + 1, false};
}

query::QueryPlan PlanOf(std::vector<query::PlannedTerm> terms) {
  query::QueryPlan plan;
  plan.terms = std::move(terms);
  return plan;
}

RankingParameters Plain() {
  RankingParameters ranking;
  ranking.k1 = 1;
  ranking.b = 0;
  ranking.burstiness = 0;
  return ranking;
}

/// The terms that are searched, sorted.
std::string Terms(const query::BuiltQuery& built) {
  std::vector<std::string> terms;
  for (const query::SearchedTerm& term : built.terms) terms.push_back(term.term);
  std::sort(terms.begin(), terms.end());
  return fmt::format("{}", fmt::join(terms, " "));
}

query::BuiltQuery Build(const query::QueryPlan& plan, const Xapian::Database& database,
                        const RankingParameters& ranking = Plain()) {
  query::TermCounts counts(database);
  return query::BuildQuery(plan, counts, ranking);
}

/// The documents that match, best first, equal ones by number.
std::string Found(const Xapian::Database& database, const query::QueryPlan& plan) {
  std::string ids;
  query::TermCounts counts(database);
  for (const query::ScoredDocument& one :
       query::PostingScorer().Find(Build(plan, database), counts, {}, {100}, {}).best) {
    ids += (ids.empty() ? "" : " ") + std::to_string(one.document);
  }
  return ids;
}

TEST_CASE("QueryBuilder: searches what the base has, at lane weight times idf") {
  const auto database = Documents({"Zprint word", "Zprint", "Zoffline", "x", "x", "x"});
  const query::QueryPlan plan =
      PlanOf({Planned(Lane::kStem, "Zprint", 0, 0.5), Planned(Lane::kStem, "Zunknown", 1),
              Planned(Lane::kStem, "Zoffline", 2), Planned(Lane::kWord, "word", 0, 0)});
  const query::BuiltQuery built = Build(plan, database);
  CHECK(Terms(built) == "Zoffline Zprint");
  CHECK(built.weights.at("Zprint") == doctest::Approx(0.5 * query::Idf(2, 6)));
  CHECK(built.weights.at("Zoffline") == doctest::Approx(query::Idf(1, 6)));
  CHECK(Found(database, plan) == "3 1 2");
  CHECK(Build(PlanOf({}), database).empty());
}

TEST_CASE("QueryBuilder: of each lane the rarest terms are kept") {
  const auto database = Documents({"a b c", "a b", "a", "XGa", "XGa", "XGb"});
  RankingParameters ranking = Plain();
  ranking.max_terms_per_lane = 2;
  query::QueryPlan plan = PlanOf({Planned(Lane::kWord, "a", 0), Planned(Lane::kWord, "b", 1),
                                  Planned(Lane::kWord, "c", 2), Planned(Lane::kGram, "XGa", 0),
                                  Planned(Lane::kGram, "XGb", 1)});
  CHECK(Terms(Build(plan, database, ranking)) == "XGa XGb b c");
  // In a text of several parts, what the part says of a term counts too.
  plan.parts.resize(2);
  plan.terms[0].weight = 100;
  CHECK(Terms(Build(plan, database, ranking)) == "XGa XGb a c");
}

TEST_CASE("QueryBuilder: words that return within documents weigh more") {
  auto database = Documents({"rare", "x", "x", "x"});
  Xapian::Document document;
  document.add_term("often", 9);
  database.add_document(document);
  RankingParameters ranking = Plain();
  ranking.burstiness = 0.5;
  const query::QueryPlan plan =
      PlanOf({Planned(Lane::kWord, "rare", 0), Planned(Lane::kWord, "often", 1)});
  const query::BuiltQuery built = Build(plan, database, ranking);
  CHECK(built.weights.at("often") == doctest::Approx(3 * built.weights.at("rare")));
}

TEST_CASE("QueryBuilder: a code without its end finds the longer ones") {
  const auto database = Documents({"XItm1207a", "XItm1207b", "XItm1", "XIxy", "XIxyz", "Zprinter"});
  const struct {
    Lane lane;
    std::string term, searched;
  } rows[] = {
      {Lane::kIdentifier, "XItm1207", "XItm1207a XItm1207b"},
      {Lane::kIdentifier, "XItm12", "XItm1207a XItm1207b"},
      {Lane::kIdentifier, "XItm1", "XItm1"},  // it is there itself
      {Lane::kIdentifier, "XIxyz1", ""},
      {Lane::kIdentifier, "XIx", ""},  // too short
      {Lane::kStem, "Zprint", ""},
  };
  for (const auto& row : rows) {
    const query::QueryPlan plan = PlanOf({Planned(row.lane, row.term, 0)});
    CHECK(Terms(Build(plan, database)) == row.searched);
  }
}

TEST_CASE("QueryBuilder: of the stems of one place the best counts, words of one add up") {
  const auto database = Documents({"Za Zb", "Zc", "a b", "x", "x", "x", "x"});
  const auto score = [&](Lane lane, const std::string& a, const std::string& b, bool one_place) {
    const query::QueryPlan plan =
        PlanOf({Planned(lane, a, 0), Planned(lane, b, one_place ? 0 : 1)});
    query::TermCounts counts(database);
    return query::PostingScorer()
        .Find(Build(plan, database), counts, {}, {1}, {})
        .best.front()
        .score;
  };
  CHECK(score(Lane::kStem, "Za", "Zb", false) ==
        doctest::Approx(2 * score(Lane::kStem, "Za", "Zb", true)));
  CHECK(score(Lane::kWord, "a", "b", true) == doctest::Approx(score(Lane::kWord, "a", "b", false)));
}

TEST_CASE("QueryBuilder: pairs and parts of words find nothing") {
  const auto database = Documents({"Zprint", "Zprint XNprin XNrint", "XNprin XNrint XPa"});
  const query::QueryPlan plan =
      PlanOf({Planned(Lane::kStem, "Zprint", 0), Planned(Lane::kNgram, "XNprin", 0),
              Planned(Lane::kPair, "XPa", 0)});
  const query::BuiltQuery built = Build(plan, database);
  CHECK(Found(database, plan) == "1 2");
  CHECK(built.terms.size() == 1);
}

TEST_CASE("QueryBuilder: phrases have to be held, excluded words must not be") {
  const auto database = Documents({"a XPab", "a b", "a XPab no", "b"});
  query::QueryPlan plan = PlanOf({Planned(Lane::kWord, "a", 0), Planned(Lane::kWord, "b", 1)});
  CHECK(Found(database, plan) == "2 4 1 3");
  plan.phrases = {{{{"XPab", "XPother"}}, {}, {}}};
  CHECK(Found(database, plan) == "1 3");
  plan.excluded = {{{{"no"}}, {}, {}}};
  CHECK(Found(database, plan) == "1");
}

}  // namespace
}  // namespace funnel
