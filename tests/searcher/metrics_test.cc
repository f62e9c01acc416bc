// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/metrics.h"

#include <doctest/doctest.h>

namespace funnel {
namespace {

using Ranking = std::vector<std::string>;

/// "d1" to "d<n>".
Ranking Documents(int n) {
  Ranking ids;
  for (int i = 1; i <= n; ++i) ids.push_back("d" + std::to_string(i));
  return ids;
}

TEST_CASE("Metrics: agree with values computed by hand") {
  // log2(3) = 1.584963, so rank 2 is worth 0.630930 and rank 3 is worth 0.5.
  const struct {
    const char* what;
    Ranking ranking;
    measure::Grades grades;
    double ndcg10, mrr10, recall5, recall100;
  } examples[] = {
      {"perfect", {"a", "b"}, {{"a", 2}, {"b", 1}}, 1, 1, 1, 1},
      {"graded, a miss between, one not found: 2.5 of 2 + 0.630930 + 0.5",
       {"a", "x", "b"},
       {{"a", 2}, {"b", 1}, {"c", 1}},
       0.798485,
       1,
       2.0 / 3,
       2.0 / 3},
      {"the better one second: (1 + 2 * 0.630930) of (2 + 0.630930)",
       {"b", "a"},
       {{"a", 2}, {"b", 1}},
       0.859719,
       1,
       1,
       1},
      {"only answer at rank 2", {"x", "a"}, {{"a", 1}}, 0.630930, 0.5, 1, 1},
      {"fewer hits than 10", {"x", "y", "a"}, {{"a", 1}, {"b", 1}}, 0.306574, 1.0 / 3, 0.5, 0.5},
      {"rank 6 is beyond recall@5", Documents(10), {{"d6", 1}}, 0.356207, 1.0 / 6, 0, 1},
      {"rank 11 is beyond nDCG@10 and MRR@10", Documents(20), {{"d11", 1}}, 0, 0, 0, 1},
      {"rank 101 is beyond recall@100", Documents(120), {{"d101", 1}, {"d100", 1}}, 0, 0, 0, 0.5},
      {"nothing relevant found", {"x", "y"}, {{"a", 1}}, 0, 0, 0, 0},
      {"no hits", {}, {{"a", 1}}, 0, 0, 0, 0},
      {"grade 0 and below are not relevant",
       {"a", "b"},
       {{"a", 0}, {"b", -1}, {"c", 1}},
       0,
       0,
       0,
       0},
      {"nothing is relevant", {"a"}, {{"a", 0}}, 0, 0, 0, 0},
      {"not judged at all", {"a"}, {}, 0, 0, 0, 0},
      {"a repeated document counts once", {"a", "a"}, {{"a", 1}, {"b", 1}}, 0.613147, 1, 0.5, 0.5},
  };
  for (const auto& example : examples) {
    INFO(example.what);
    CHECK(measure::Ndcg(example.ranking, example.grades, 10) ==
          doctest::Approx(example.ndcg10).epsilon(1e-5));
    CHECK(measure::ReciprocalRank(example.ranking, example.grades, 10) ==
          doctest::Approx(example.mrr10));
    CHECK(measure::Recall(example.ranking, example.grades, 5) == doctest::Approx(example.recall5));
    CHECK(measure::Recall(example.ranking, example.grades, 100) ==
          doctest::Approx(example.recall100));
  }
}

TEST_CASE("Metrics: the ideal of nDCG@10 holds at most ten documents") {
  measure::Grades grades;
  for (const std::string& id : Documents(30)) grades[id] = 1;
  CHECK(measure::Ndcg(Documents(30), grades, 10) == doctest::Approx(1));
  // Three of ten: 2.130930 of 4.543559.
  CHECK(measure::Ndcg(Documents(3), grades, 10) == doctest::Approx(0.469000).epsilon(1e-5));
}

TEST_CASE("Metrics: the first relevant rank is found at any depth") {
  const measure::Grades grades = {{"d70", 1}, {"d90", 2}, {"d3", 0}};
  CHECK(measure::FirstRelevantRank(Documents(100), grades) == 70);
  CHECK(measure::FirstRelevantRank(Documents(60), grades) == 0);
  CHECK(measure::HasRelevant(grades));
  CHECK_FALSE(measure::HasRelevant({{"a", 0}}));
  CHECK_FALSE(measure::HasRelevant({}));
}

TEST_CASE("Metrics: percentiles are by nearest rank") {
  CHECK(measure::Percentile({}, 50) == 0);
  CHECK(measure::Percentile({7}, 99) == 7);
  CHECK(measure::Percentile({4, 1, 3, 2}, 50) == 2);
  CHECK(measure::Percentile({4, 1, 3, 2}, 75) == 3);
  CHECK(measure::Percentile({4, 1, 3, 2}, 99) == 4);
  std::vector<double> hundred;
  for (int i = 100; i >= 1; --i) hundred.push_back(i);
  CHECK(measure::Percentile(hundred, 99) == 99);
  CHECK(measure::Percentile(hundred, 100) == 100);
}

}  // namespace
}  // namespace funnel
