// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/structured_term.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

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

std::map<Xapian::docid, double> Scores(const Xapian::Database& database, const Xapian::Query& query,
                                       const RankingParameters& ranking) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(ranking.k1, 0, 1, ranking.b, ranking.min_normlen));
  enquire.set_query(query);
  const Xapian::MSet matches = enquire.get_mset(0, 100);
  std::map<Xapian::docid, double> scores;
  for (auto at = matches.begin(); at != matches.end(); ++at) scores[*at] = at.get_weight();
  return scores;
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
  const query::StructuredTerm term = query::MakeStructuredTerm(
      {{"druck", 0.75}, {"print", 0.25}, {"absent", 0.5}}, database, ranking, 2);
  REQUIRE(!term.empty());
  // df = 0.75 * 1 + 0.25 * 2 = 1.25 of 8 documents
  const double idf = std::log((8 - 1.25 + 0.5) / (1.25 + 0.5));
  CHECK(term.idf == doctest::Approx(idf));
  const auto scores = Scores(database, query::BestOf({term}), ranking);
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
      query::MakeStructuredTerm({{"druck", 0.75}, {"print", 0.25}}, database, ranking, 1);
  const query::StructuredTerm unsure =
      query::MakeStructuredTerm({{"druck", 0.1875}, {"print", 0.0625}}, database, ranking, 1);
  CHECK(unsure.idf == doctest::Approx(sure.idf));
  const auto sure_scores = Scores(database, query::BestOf({sure}), ranking);
  for (const auto& [document, score] : Scores(database, query::BestOf({unsure}), ranking)) {
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
  const query::StructuredTerm term =
      query::MakeStructuredTerm({{"print", 1.0}}, database, ranking, 1);
  const auto structured = Scores(database, query::BestOf({term}), ranking);
  const auto plain = Scores(database, Xapian::Query("print"), ranking);
  REQUIRE(structured.size() == plain.size());
  for (const auto& [document, score] : plain) {
    CHECK(structured.at(document) == doctest::Approx(score));
  }
}

TEST_CASE("StructuredTerm: stands in larger queries, and is empty without any alternative") {
  const Xapian::WritableDatabase database =
      Documents({{{"a", 1}}, {{"b", 1}}, {{"a", 1}, {"b", 1}}, {{"c", 1}}});
  const RankingParameters ranking = Plain();
  CHECK(query::MakeStructuredTerm({{"absent", 1.0}}, database, ranking, 1).empty());
  CHECK(query::MakeStructuredTerm({}, database, ranking, 1).empty());
  const auto ids = [&](const Xapian::Query& query) {
    std::string line;
    for (const auto& [document, score] : Scores(database, query, ranking)) {
      line += std::to_string(document) + ' ';
    }
    return line;
  };
  const query::StructuredTerm both =
      query::MakeStructuredTerm({{"a", 0.5}, {"b", 0.5}}, database, ranking, 1);
  CHECK(ids(query::BestOf({both})) == "1 2 3 ");
  CHECK(ids(Xapian::Query(Xapian::Query::OP_FILTER, query::BestOf({both}), Xapian::Query("b"))) ==
        "2 3 ");
  CHECK(ids(Xapian::Query(Xapian::Query::OP_AND_NOT, query::BestOf({both}), Xapian::Query("b"))) ==
        "1 ");
  CHECK(ids(Xapian::Query(Xapian::Query::OP_OR, query::BestOf({both}), Xapian::Query("c"))) ==
        "1 2 3 4 ");
}

TEST_CASE("BestOf: a document weighs what its best term weighs alone") {
  const Xapian::WritableDatabase database =
      Documents({{{"a", 2}}, {{"b", 1}}, {{"a", 1}, {"b", 3}}, {{"c", 1}}, {{"c", 1}}, {{"c", 2}}});
  const RankingParameters ranking = Plain();
  const query::StructuredTerm a = query::MakeStructuredTerm({{"a", 1.0}}, database, ranking, 1);
  const query::StructuredTerm b = query::MakeStructuredTerm({{"b", 1.0}}, database, ranking, 2);
  const auto only_a = Scores(database, query::BestOf({a}), ranking);
  const auto only_b = Scores(database, query::BestOf({b}), ranking);
  const query::StructuredTerm absent =
      query::MakeStructuredTerm({{"absent", 1.0}}, database, ranking, 1);
  const auto best = Scores(database, query::BestOf({a, absent, b}), ranking);
  REQUIRE(best.size() == 3);
  CHECK(best.at(1) == doctest::Approx(only_a.at(1)));
  CHECK(best.at(2) == doctest::Approx(only_b.at(2)));
  CHECK(best.at(3) == doctest::Approx(std::max(only_a.at(3), only_b.at(3))));
  CHECK(query::BestOf({absent}).empty());
  CHECK(query::BestOf({}).empty());
}

}  // namespace
}  // namespace funnel
