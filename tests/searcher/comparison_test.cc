// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/comparison.h"

#include <doctest/doctest.h>

#include <sstream>

namespace funnel {
namespace {

measure::QueryOutcome Outcome(std::string id, double ndcg10) {
  measure::QueryOutcome outcome;
  outcome.id = std::move(id);
  outcome.lang = "en";
  outcome.type = "title";
  outcome.ndcg10 = ndcg10;
  return outcome;
}

measure::PerQueryFile Read(const std::string& text, std::vector<std::string>* reported = nullptr) {
  std::istringstream in(text);
  return measure::ReadPerQuery(in, "p.tsv", [&](const std::string& line) {
    if (reported != nullptr) reported->push_back(line);
  });
}

TEST_CASE("Per-query file: what is written is read again") {
  measure::QueryOutcome outcome = Outcome("問 1", 0.5);
  outcome.mrr10 = 0.25;
  outcome.first_relevant = 4;
  outcome.top = {"a b", "c"};
  const std::string text =
      measure::PerQueryHeader() + measure::FormatPerQuery({outcome, Outcome("2", 1)}, "s");
  CHECK(text ==
        "set\tlang\ttype\tquery\tndcg10\tmrr10\trecall5\trecall100\tfirst_relevant\ttop3\n"
        "s\ten\ttitle\t問%201\t0.500000\t0.250000\t0.000000\t0.000000\t4\ta%20b c\n"
        "s\ten\ttitle\t2\t1.000000\t0.000000\t0.000000\t0.000000\t-\t-\n");
  const measure::PerQueryFile file = Read(text + text.substr(0, measure::PerQueryHeader().size()));
  CHECK(file.errors == 0);
  CHECK(file.ndcg10.at({"s", "en", "title"}) ==
        std::map<std::string, double>{{"問%201", 0.5}, {"2", 1}});
}

TEST_CASE("Per-query file: bad lines are named") {
  std::vector<std::string> reported;
  const measure::PerQueryFile file = Read(
      "set\tlang\n"
      "s\ten\tt\tq\thigh\t0\t0\t0\t-\t-\n"
      "s\ten\tt\tq\t2\t0\t0\t0\t-\t-\n"
      "s\ten\tt\tq\t1\t0\t0\t0\t-\t-\n"
      "s\ten\tt\tq\t1\t0\t0\t0\t-\t-\n",
      &reported);
  CHECK(file.errors == 4);
  CHECK(reported ==
        std::vector<std::string>{"p.tsv:1: error: has 2 columns, not 10; write it with "
                                 "funnel-searcher evaluate --per-query",
                                 "p.tsv:2: error: ndcg10 must be a number from 0 to 1",
                                 "p.tsv:3: error: ndcg10 must be a number from 0 to 1",
                                 "p.tsv:5: error: query 'q' stands in this file already"});
}

TEST_CASE("Comparison: only queries of both files are compared") {
  const measure::PerQueryFile before =
      Read(measure::FormatPerQuery({Outcome("1", 0.5), Outcome("2", 1), Outcome("gone", 1)}, "s"));
  const measure::PerQueryFile after =
      Read(measure::FormatPerQuery({Outcome("1", 1), Outcome("2", 0.75), Outcome("new", 0)}, "s") +
           measure::FormatPerQuery({Outcome("1", 1)}, "other"));
  const auto rows = measure::Compare(before, after);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].set == "other");
  CHECK(rows[0].queries == 0);
  CHECK(rows[0].unpaired == 1);
  CHECK(rows[0].p == 1);
  CHECK(rows[1].set == "s");
  CHECK(rows[1].queries == 2);
  CHECK(rows[1].unpaired == 2);
  CHECK(rows[1].before == doctest::Approx(0.75));
  CHECK(rows[1].after == doctest::Approx(0.875));
  CHECK(rows[1].better == 1);
  CHECK(rows[1].worse == 1);
  CHECK(rows[2].set == "all");
  CHECK(rows[2].queries == 2);
  CHECK(rows[2].unpaired == 3);
  CHECK(rows[2].after == doctest::Approx(0.875));
}

TEST_CASE("Randomization test: agrees with the exact p where all signs can be listed") {
  // Of the 2^n signs, those whose sum is at least as far from zero as the observed one.
  const struct {
    std::vector<double> differences;
    double p;
  } examples[] = {
      {{}, 1},
      {{0, 0, 0}, 1},
      {{0.5}, 1},
      {{0.1, 0.1, 0.1, 0.1}, 2.0 / 16},
      {{0.1, 0.1, 0.1, -0.1}, 10.0 / 16},
      {{0.3, 0.2, 0.1, 0, 0, 0}, 2.0 / 8},
      {{-0.3, -0.2, -0.1}, 2.0 / 8},
      {{0.4, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1, -0.1}, 8.0 / 256},
  };
  for (const auto& example : examples) {
    INFO(example.differences.size() << " differences");
    CHECK(std::abs(measure::RandomizationTest(example.differences) - example.p) < 0.015);
  }
}

TEST_CASE("Randomization test: a steady gain is significant, noise is not, and both repeat") {
  std::vector<double> gain;
  std::vector<double> noise;
  for (int i = 0; i < 200; ++i) {
    gain.push_back(i % 4 == 0 ? -0.05 : 0.05);
    noise.push_back(i % 2 == 0 ? -0.05 : 0.05);
  }
  CHECK(measure::RandomizationTest(gain) == doctest::Approx(1.0 / 10'001));
  CHECK(measure::RandomizationTest(noise) == doctest::Approx(1));
  CHECK(measure::RandomizationTest({0.3, 0.2, -0.1}) ==
        measure::RandomizationTest({0.3, 0.2, -0.1}));
}

}  // namespace
}  // namespace funnel
