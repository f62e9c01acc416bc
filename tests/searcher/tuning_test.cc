// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/tuning.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <numeric>
#include <sstream>

#include "searcher/commands/command_tune.h"
#include "searcher/query/ranking_numbers.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

double Get(const RankingParameters& ranking, const std::string& name) {
  for (const query::RankingNumber& number : query::RankingNumbers()) {
    if (number.name == name) return number.get(ranking);
  }
  FAIL("no number ", name);
  return 0;
}

RankingParameters With(const std::vector<std::string>& assignments) {
  RankingParameters ranking;
  for (const std::string& assignment : assignments)
    REQUIRE(query::SetRankingNumber(assignment, ranking));
  return ranking;
}

/// How often the sets below were measured.
std::atomic<int> measured = 0;

/// A set with `rows` rows that are best (1) where `number` is `best`, and heed no other number.
measure::TuningSet Best(std::string name, std::string number, double best, std::size_t rows = 1) {
  return {std::move(name),
          [number = std::move(number), best,
           rows](const RankingParameters& ranking) -> Result<measure::SetMeasurement> {
            ++measured;
            const double value = Get(ranking, number);
            measure::SetMeasurement measurement;
            measurement.rows.assign(rows, 1 - std::abs(value - best));
            measurement.fingerprint = std::bit_cast<std::uint64_t>(value);
            return measurement;
          }};
}

std::vector<std::size_t> AllOf(const measure::TuningBench& bench) {
  std::vector<std::size_t> all(bench.sets().size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

measure::Tuning MustTune(measure::TuningBench& bench, const measure::TuningOptions& options,
                         const measure::TuningListener& listener = {}) {
  Result<measure::Tuning> tuning = measure::Tune(bench, AllOf(bench), options, listener);
  REQUIRE(tuning);
  return *tuning;
}

TEST_CASE("SourceOf: the name up to the first hyphen") {
  CHECK(measure::SourceOf("alchemy-zh-Hans") == "alchemy");
  CHECK(measure::SourceOf("k8s-ko") == "k8s");
  CHECK(measure::SourceOf("corpus") == "corpus");
}

TEST_CASE("TuningBench: every row counts in its source, every source the same") {
  measure::TuningBench bench(
      {Best("a-de", "pair", 1, 3), Best("a-th", "pair", 0), Best("b", "pair", 0.5)}, 2);
  const auto measurements = bench.Measure(With({"pair=1"}), AllOf(bench));
  REQUIRE(measurements);
  CHECK(bench.Mean(AllOf(bench), *measurements) == doctest::Approx((0.75 + 0.5) / 2));
}

TEST_CASE("TuningBench: measures a ranking once, in one thread and in several alike") {
  for (const std::size_t threads : {1, 2, 7}) {
    measured = 0;
    measure::TuningBench bench({Best("a", "pair", 1), Best("b", "pair", 0), Best("c", "k1", 1)},
                               threads);
    for (int i = 0; i < 2; ++i) {
      const auto measurements = bench.Measure(With({"pair=1", "k1=1"}), {2, 0, 1});
      REQUIRE(measurements);
      REQUIRE(measurements->size() == 3);
      CHECK((*measurements)[0].rows == std::vector<double>{1});
      CHECK((*measurements)[1].rows == std::vector<double>{1});
      CHECK((*measurements)[2].rows == std::vector<double>{0});
    }
    CHECK(measured == 3);
  }
}

TEST_CASE("TuningBench: the first set that fails tells why") {
  const auto failing = [](std::string name) {
    return measure::TuningSet{name,
                              [name](const RankingParameters&) -> Result<measure::SetMeasurement> {
                                return Fail(ErrorCode::kCorrupt, name + " is broken");
                              }};
  };
  measure::TuningBench bench({Best("a", "pair", 1), failing("b"), failing("c")}, 3);
  const auto measurements = bench.Measure(RankingParameters(), {0, 1, 2});
  REQUIRE(!measurements);
  CHECK(measurements.error().message == "b is broken");
  CHECK(!measure::Tune(bench, {0, 1, 2}, {}));
  CHECK(measure::Tune(bench, {0}, {}));
}

TEST_CASE("Tune: finds what is best, from above, from below and from zero") {
  measure::TuningOptions options;
  options.start = With({"pair=0.1", "k1=2", "fold=0"});
  measure::TuningBench bench({Best("a", "pair", 0.4), Best("b", "k1", 1), Best("c", "fold", 0.2)},
                             2);
  std::vector<measure::TuningStep> steps;
  measure::TuningListener listener;
  listener.kept = [&steps](const measure::TuningStep& step) { steps.push_back(step); };
  const measure::Tuning tuning = MustTune(bench, options, listener);
  CHECK(Get(tuning.ranking, "pair") == 0.4);
  CHECK(Get(tuning.ranking, "k1") == 1);
  CHECK(Get(tuning.ranking, "fold") == 0.2);
  CHECK(tuning.after == doctest::Approx(1));

  // Steps tell the whole way: each begins where the one before ended.
  double mean = tuning.before;
  for (const measure::TuningStep& step : steps) {
    CHECK(step.old_mean == mean);
    CHECK(step.new_mean > mean);
    mean = step.new_mean;
  }
  CHECK(mean == tuning.after);
  CHECK(steps.front().number == "pair");
  CHECK(steps.front().old_value == 0.1);
  CHECK(steps.front().new_value == 0.2);
}

TEST_CASE("Tune: changes only the numbers asked for, and only so many sweeps long") {
  measure::TuningBench bench({Best("a", "pair", 2), Best("b", "k1", 0.1)}, 1);
  measure::TuningOptions options;
  options.start = With({"pair=0.1", "k1=0.4"});
  options.only = {"pair"};
  CHECK(Get(MustTune(bench, options).ranking, "pair") == doctest::Approx(2).epsilon(0.2));
  CHECK(Get(MustTune(bench, options).ranking, "k1") == 0.4);
  options.max_sweeps = 1;
  CHECK(Get(MustTune(bench, options).ranking, "pair") == 0.2);
}

TEST_CASE("Tune: whole numbers stay whole") {
  measure::TuningBench bench({Best("a", "max-terms-per-lane", 3)}, 1);
  measure::TuningOptions options;
  options.start = With({"max-terms-per-lane=2"});
  CHECK(MustTune(bench, options).ranking.max_terms_per_lane == 3);
}

TEST_CASE("Tune: asks a set that does not heed a number at the ends of its range only") {
  measure::TuningBench bench({Best("a", "pair", 0.2)}, 1);
  measure::TuningOptions options;
  options.only = {"k1"};
  measured = 0;
  const measure::Tuning tuning = MustTune(bench, options);
  CHECK(measured == 3);  // The start and both ends.
  CHECK(tuning.before == tuning.after);
}

TEST_CASE("Tune: passes over values that the ranking refuses") {
  const auto at_most_one = [](const RankingParameters& ranking) -> Result<measure::SetMeasurement> {
    if (ranking.b > 1) return Fail(ErrorCode::kInternal, "b must lie between 0 and 1");
    return measure::SetMeasurement{{ranking.b}, std::bit_cast<std::uint64_t>(ranking.b)};
  };
  measure::TuningBench bench({{"a", at_most_one}}, 1);
  measure::TuningOptions options;
  options.start = With({"b=0.75"});
  options.only = {"b"};
  const measure::Tuning tuning = MustTune(bench, options);
  CHECK(tuning.ranking.b > 0.75);
  CHECK(tuning.ranking.b <= 1);
}

TEST_CASE("CrossValidate: a number that helps one source alone gains nothing on the others") {
  measure::TuningBench bench({Best("a-de", "pair", 0.4), Best("b-de", "pair", 0.4),
                              Best("c-de", "k1", 0.8), Best("c-th", "k1", 0.8)},
                             2);
  measure::TuningOptions options;
  options.start = With({"pair=0.2", "k1=0.4"});
  const Result<std::vector<measure::LeftOut>> left_out = measure::CrossValidate(bench, options);
  REQUIRE(left_out);
  REQUIRE(left_out->size() == 3);
  const double gains[] = {0.2, 0.2, 0};  // Nobody but c can find c's number.
  for (std::size_t i = 0; i < 3; ++i) {
    const measure::LeftOut& one = (*left_out)[i];
    CHECK(one.source == std::string(1, static_cast<char>('a' + i)));
    CHECK(one.after - one.before == doctest::Approx(gains[i]));
  }
  CHECK(Get((*left_out)[2].ranking, "k1") == 0.4);
}

/// Two collections of two articles each, both answered by the numbers in force.
class Collections {
 public:
  Collections() {
    for (const std::string name : {"shop-en", "desk-en"}) {
      const auto folder = dir_.path() / "sets" / name;
      std::filesystem::create_directories(folder);
      std::ofstream(folder / "queries.jsonl")
          << R"({"_id":"q1","text":"queue stuck","lang":"en","type":"title"})" << '\n'
          << R"({"_id":"q2","text":"camera","lang":"en","type":"word"})" << '\n';
      std::ofstream(folder / "qrels.tsv")
          << "query-id\tcorpus-id\tscore\nq1\tqueue\t1\nq2\tcamera\t1\n";
      testing::Publish(
          dir_.path() / "bases" / name,
          {testing::MakeArticle("queue", "en", "Printer queue is stuck", "It never leaves."),
           testing::MakeArticle("camera", "en", "Camera stays black", "It is in use.")});
    }
  }

  commands::TuneCommand Command() const {
    commands::TuneCommand command;
    command.bases = dir_.path() / "bases";
    command.collections = {(dir_.path() / "sets" / "shop-en").string() + "/",
                           (dir_.path() / "sets" / "desk-en").string()};
    command.only = {"pair"};
    return command;
  }

 private:
  testing::TempDir dir_;
};

struct Printed {
  int exit_code;
  std::string out;
  std::string err;
};

Printed Run(const commands::TuneCommand& command) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  commands::CommandIo io{in, out, err, false, false};
  const int exit_code = commands::RunTune(command, io);
  return {exit_code, out.str(), err.str()};
}

TEST_CASE("Command tune: collections with nothing to gain") {
  const Collections collections;
  commands::TuneCommand command = collections.Command();
  command.cross_validate = true;
  const Printed printed = Run(command);
  CHECK(printed.exit_code == commands::kExitOk);
  CHECK(printed.err.empty());
  CHECK(printed.out ==
        "mean nDCG@10: 1.0000 -> 1.0000\n"
        "\n"
        "no number changed\n"
        "\n"
        "set                         rows   before    after     gain\n"
        "desk-en                        2   1.0000   1.0000  +0.0000\n"
        "shop-en                        2   1.0000   1.0000  +0.0000\n"
        "mean of the sources            4   1.0000   1.0000  +0.0000\n"
        "\n"
        "Each source, measured with what was fitted on the others:\n"
        "source         before    after     gain  fitted\n"
        "desk           1.0000   1.0000  +0.0000  -\n"
        "shop           1.0000   1.0000  +0.0000  -\n"
        "mean gain on the source left out: +0.0000\n");
}

TEST_CASE("Command tune: finds its way back from numbers that find nothing") {
  const Collections collections;
  commands::TuneCommand command = collections.Command();
  command.only = {"stem"};
  for (const query::RankingNumber& number : query::RankingNumbers()) {
    if (number.name == "k1") break;  // What comes first are the weights.
    if (number.Allows(0)) command.ranking.push_back(number.name + "=0");
  }
  const Printed printed = Run(command);
  CAPTURE(printed.out);
  CHECK(printed.exit_code == commands::kExitOk);
  CHECK(printed.out.find("-> 1.0000\n") != std::string::npos);
  CHECK(printed.out.find("changed: stem 0 -> 0.05\n") != std::string::npos);
  CHECK(printed.out.find(" --ranking stem=0.05 ") != std::string::npos);
}

TEST_CASE("Command tune: names what is wrong") {
  const Collections collections;
  commands::TuneCommand command = collections.Command();
  command.only = {"nonsense"};
  CHECK(Run(command).exit_code == commands::kExitFailed);
  CHECK(Run(command).err.find("nonsense") != std::string::npos);

  command = collections.Command();
  command.bases /= "elsewhere";
  CHECK(Run(command).exit_code == commands::kExitFailed);

  command = collections.Command();
  command.collections.pop_back();
  command.cross_validate = true;
  CHECK(Run(command).err.find("two sources") != std::string::npos);
}

}  // namespace
}  // namespace funnel
