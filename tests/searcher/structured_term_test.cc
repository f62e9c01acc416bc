// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/structured_term.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "searcher/query/bm25.h"
#include "searcher/query/posting_scorer.h"

namespace funnel {
namespace {

using Words = std::vector<std::pair<const char*, unsigned>>;

/// Documents in memory, numbered from 1, with how often each says which word.
Xapian::WritableDatabase Documents(const std::vector<Words>& documents) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const Words& words : documents) {
    Xapian::Document document;
    for (const auto& [word, count] : words) document.add_term(word, count);
    database.add_document(document);
  }
  return database;
}

/// What documents get for the best of `terms`.
std::map<Xapian::docid, double> Scores(const Xapian::Database& database,
                                       const std::vector<query::StructuredTerm>& terms) {
  query::BuiltQuery built;
  built.leaves.push_back({Lane::kStem, 0, 1, false, terms});
  std::map<Xapian::docid, double> scores;
  query::TermCounts counts(database);
  for (const query::ScoredDocument& one :
       query::PostingScorer().Find(built, counts, {}, {100}, {}).best) {
    scores[one.document] = one.score;
  }
  return scores;
}

query::StructuredTerm TermOf(const std::vector<query::WeightedAlternative>& alternatives,
                             const Xapian::Database& database, const RankingParameters& ranking,
                             double factor) {
  query::TermCounts counts(database);
  return query::MakeStructuredTerm(alternatives, counts, ranking, factor);
}

/// b = 0 takes the length of the documents out of the sums below.
RankingParameters Plain() {
  RankingParameters ranking;
  ranking.k1 = 1;
  ranking.b = 0;
  ranking.burstiness = 0;
  return ranking;
}

TEST_CASE("StructuredTerm: frequencies are sums weighted by probability") {
  const Xapian::WritableDatabase database = Documents({{{"druck", 2}, {"print", 1}},
                                                       {{"print", 4}},
                                                       {{"x", 1}},
                                                       {{"x", 1}},
                                                       {{"x", 1}},
                                                       {{"x", 1}},
                                                       {{"x", 1}},
                                                       {{"x", 1}}});
  const RankingParameters ranking = Plain();
  const query::StructuredTerm term =
      TermOf({{"druck", 0.75}, {"print", 0.25}, {"absent", 0.5}}, database, ranking, 2);
  REQUIRE(!term.empty());
  // df = 0.75 * 1 + 0.25 * 2 = 1.25 of 8 documents
  const double idf = std::log((8 - 1.25 + 0.5) / (1.25 + 0.5));
  CHECK(term.idf == doctest::Approx(idf));
  const auto scores = Scores(database, {term});
  REQUIRE(scores.size() == 2);
  // tf = 0.75 * 2 + 0.25 * 1 = 1.75, and 0.25 * 4 = 1; the weight is idf (k1 + 1) tf / (k1 + tf)
  CHECK(scores.at(1) == doctest::Approx(2 * idf * 2 * 1.75 / 2.75));
  CHECK(scores.at(2) == doctest::Approx(2 * idf * 2 * 1.0 / 2.0));
}

TEST_CASE("StructuredTerm: doubt lowers the weight, not the frequencies") {
  const Xapian::WritableDatabase database =
      Documents({{{"druck", 2}, {"print", 1}}, {{"print", 4}}, {{"x", 1}}, {{"x", 1}}, {{"x", 1}}});
  const RankingParameters ranking = Plain();
  const query::StructuredTerm sure =
      TermOf({{"druck", 0.75}, {"print", 0.25}}, database, ranking, 1);
  const query::StructuredTerm unsure =
      TermOf({{"druck", 0.1875}, {"print", 0.0625}}, database, ranking, 1);
  CHECK(unsure.idf == doctest::Approx(sure.idf));
  const auto sure_scores = Scores(database, {sure});
  for (const auto& [document, score] : Scores(database, {unsure})) {
    CHECK(score == doctest::Approx(0.5 * sure_scores.at(document)));
  }
}

TEST_CASE("StructuredTerm: one certain alternative scores as a plain term does") {
  const Xapian::WritableDatabase database = Documents({{{"print", 3}, {"long", 9}},
                                                       {{"print", 1}},
                                                       {{"x", 2}},
                                                       {{"y", 7}},
                                                       {{"z", 1}},
                                                       {{"z", 4}},
                                                       {{"z", 4}}});
  RankingParameters ranking;
  ranking.burstiness = 0;
  const query::StructuredTerm term = TermOf({{"print", 1.0}}, database, ranking, 1);
  const auto structured = Scores(database, {term});
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(query::Bm25(ranking));
  enquire.set_query(Xapian::Query("print"));
  const Xapian::MSet matches = enquire.get_mset(0, 100);
  std::map<Xapian::docid, double> plain;
  for (auto at = matches.begin(); at != matches.end(); ++at) plain[*at] = at.get_weight();
  REQUIRE(structured.size() == plain.size());
  for (const auto& [document, score] : plain) {
    CHECK(structured.at(document) == doctest::Approx(score));
  }
}

TEST_CASE("StructuredTerm: is empty without any alternative") {
  const Xapian::WritableDatabase database = Documents({{{"a", 1}}, {{"b", 1}}});
  CHECK(TermOf({{"absent", 1.0}}, database, Plain(), 1).empty());
  CHECK(TermOf({}, database, Plain(), 1).empty());
  CHECK(Scores(database, {TermOf({{"absent", 1.0}}, database, Plain(), 1)}).empty());
}

TEST_CASE("StructuredTerm: a document weighs what its best term weighs alone") {
  const Xapian::WritableDatabase database =
      Documents({{{"a", 2}}, {{"b", 1}}, {{"a", 1}, {"b", 3}}, {{"c", 1}}, {{"c", 1}}, {{"c", 2}}});
  const RankingParameters ranking = Plain();
  const query::StructuredTerm a = TermOf({{"a", 1.0}}, database, ranking, 1);
  const query::StructuredTerm b = TermOf({{"b", 1.0}}, database, ranking, 2);
  const auto only_a = Scores(database, {a});
  const auto only_b = Scores(database, {b});
  const query::StructuredTerm absent = TermOf({{"absent", 1.0}}, database, ranking, 1);
  const auto best = Scores(database, {a, absent, b});
  REQUIRE(best.size() == 3);
  CHECK(best.at(1) == doctest::Approx(only_a.at(1)));
  CHECK(best.at(2) == doctest::Approx(only_b.at(2)));
  CHECK(best.at(3) == doctest::Approx(std::max(only_a.at(3), only_b.at(3))));
}

}  // namespace
}  // namespace funnel
