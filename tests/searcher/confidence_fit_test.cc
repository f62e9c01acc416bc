// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/confidence_fit.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "searcher/commands/command_fit_confidence.h"
#include "searcher/measure/logistic.h"
#include "tests/support/temp_dir.h"

namespace funnel::measure {
namespace {

TEST_CASE("Logistic regression finds the weights that made the rows") {
  const std::vector<double> made_with = {-1.0, 2.0, -0.5};
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<Observation> rows;
  for (int i = 0; i < 20'000; ++i) {
    Observation row{{1, 4 * uniform(random) - 2, 4 * uniform(random) - 2}, false, 1};
    row.positive = uniform(random) < Logistic(made_with, row.values);
    rows.push_back(row);
  }
  const std::vector<double> found = FitLogistic(rows, 1e-6);
  for (std::size_t i = 0; i < made_with.size(); ++i) {
    CHECK(found[i] == doctest::Approx(made_with[i]).epsilon(0.08));
  }
  // Rows that count twice are two rows.
  std::vector<Observation> twice = rows;
  twice.insert(twice.end(), rows.begin(), rows.begin() + 5'000);
  for (std::size_t i = 0; i < 5'000; ++i) rows[i].weight = 2;
  CHECK(FitLogistic(rows, 1e-6)[1] == doctest::Approx(FitLogistic(twice, 1e-6)[1]));
}

TEST_CASE("Logistic regression of rows that are all alike has an end") {
  const std::vector<double> weights = FitLogistic({{{1, 0.5}, true, 1}, {{1, 0.5}, true, 1}}, 1);
  CHECK(std::isfinite(weights[0]));
  CHECK(Logistic(weights, {1, 0.5}) > 0.9);
}

ConfidenceRow Row(const std::string& set, double title, bool answers) {
  ConfidenceRow row{set, {}, answers};
  row.features.title = title;
  row.features.length = 0.5;
  return row;
}

TEST_CASE("Confidence: a source is foretold by the others") {
  std::vector<ConfidenceRow> rows;
  for (int i = 0; i < 200; ++i) {
    // What tells in one source is the contrary in the other.
    rows.push_back(Row("alone-a-en", i % 2, i % 2 == 1));
    rows.push_back(Row("alone-b-en", i % 2, i % 2 == 0));
  }
  const ConfidenceFit fit = FitConfidence(rows, false);
  CHECK(fit.rows == 400);
  CHECK(fit.fitted.brier == doctest::Approx(0.25).epsilon(0.01));
  REQUIRE(fit.held_out);
  CHECK(fit.held_out->brier > 0.8);
  CHECK(fit.held_out->auc < 0.01);
  // Sets of one source are held out together, so there is nothing to hold them against.
  for (ConfidenceRow& row : rows) row.set = row.set == "alone-a-en" ? "alone-a-en" : "alone-a-de";
  CHECK_FALSE(FitConfidence(rows, false).held_out);
}

TEST_CASE("Confidence: bins have what was foretold and what came true") {
  std::vector<ConfidenceRow> rows;
  for (int i = 0; i < 1000; ++i) rows.push_back(Row("alone-a-en", i % 10 / 10.0, i % 10 >= 7));
  const ConfidenceFit fit = FitConfidence(rows, false);
  CHECK(fit.fitted.auc == doctest::Approx(1));
  std::size_t all = 0;
  for (const Reliability::Bin& bin : fit.fitted.bins) all += bin.rows;
  CHECK(all == 1000);
  CHECK(fit.fitted.bins[9].rows > 0);
  CHECK(fit.fitted.bins[9].true_share == 1);
  CHECK(fit.fitted.bins[0].true_share == 0);
}

TEST_CASE("Confidence: lines that are none are named and left out") {
  const testing::TempDir dir;
  const std::string line = "alone-a-en\tq\t-\ten\ten\t0\tid\town\t1\t0.5";
  const std::string good = line + "\t0.1\t0.2\t0.3\t0.35\t0.4\t0.5\t0.6\t0\t0\n";
  const std::string path = (dir.path() / "rows.tsv").string();
  std::ofstream(path) << "set\tquery\n" + good + line + "\t0.1\n" + good + "x\n";
  std::istringstream in;
  std::ostringstream out, err;
  commands::CommandIo io{in, out, err};
  CHECK(commands::RunFitConfidence({{path}}, io) == commands::kExitFailed);
  CHECK(out.str().starts_with("asked: 2 rows\n"));
  CHECK(err.str().find(path + ":3: error: is no line of funnel-searcher confidence") !=
        std::string::npos);
  CHECK(err.str().find(path + ":5: error:") != std::string::npos);
  CHECK(out.str().find("; no other source to hold it against\n") != std::string::npos);
  CHECK(out.str().find("other sources") == std::string::npos);
  std::ofstream(path) << "set\tquery\n";
  std::ostringstream nothing;
  commands::CommandIo empty{in, out, nothing};
  CHECK(commands::RunFitConfidence({{path}}, empty) == commands::kExitFailed);
  CHECK(nothing.str().find("nothing to fit") != std::string::npos);
  std::ostringstream missing;
  commands::CommandIo none{in, out, missing};
  CHECK(commands::RunFitConfidence({{path + ".gone"}}, none) == commands::kExitFailed);
  CHECK(missing.str().find("cannot be opened") != std::string::npos);
}

}  // namespace
}  // namespace funnel::measure
