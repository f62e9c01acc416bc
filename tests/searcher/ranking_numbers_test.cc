// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/ranking_numbers.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "funnel/searcher.h"
#include "searcher/measure/evaluation_input.h"
#include "searcher/measure/tuning.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

TEST_CASE("Ranking: the defaults and the ends of every range are allowed") {
  CHECK(query::CheckRanking(RankingParameters()).has_value());
  for (const query::RankingNumber& number : query::RankingNumbers()) {
    CAPTURE(number.name);
    for (const double value : {number.least, number.most}) {
      RankingParameters ranking;
      number.set(ranking, value);
      CHECK(query::CheckRanking(ranking).has_value());
    }
  }
}

TEST_CASE("Searcher: refuses a ranking with a number outside its range, and names both") {
  const testing::TempDir dir;
  testing::Publish(dir.path(), {testing::MakeArticle("a", "en", "Printer", "Offline.")});
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  struct Row {
    void (*change)(RankingParameters&);
    const char* message;
  };
  for (const Row& row :
       {Row{[](RankingParameters& ranking) { ranking.k1 = -0.1; },
            "the ranking's k1 cannot be '-0.1': give a number from 0 to 1000"},
        Row{[](RankingParameters& ranking) { ranking.b = 1.5; },
            "the ranking's b cannot be '1.5': give a number from 0 to 1"},
        Row{[](RankingParameters& ranking) { ranking.b = kNan; },
            "the ranking's b cannot be 'nan': give a number from 0 to 1"},
        Row{[](RankingParameters& ranking) { ranking.min_normlen = kInfinity; },
            "the ranking's min-normlen cannot be 'inf': give a number from 0 to 1000"},
        Row{[](RankingParameters& ranking) { ranking.lane_weight[2] = -1; },
            "the ranking's pair cannot be '-1': give a number from 0 to 1000"},
        Row{[](RankingParameters& ranking) { ranking.part_contrast = 0; },
            "the ranking's part-contrast cannot be '0': give a number from 0.1 to 10"},
        Row{[](RankingParameters& ranking) { ranking.translated_self = 2; },
            "the ranking's translated-self cannot be '2': give a number from 0 to 1"},
        Row{[](RankingParameters& ranking) { ranking.rerank.lead = kNan; },
            "the ranking's lead cannot be 'nan': give a number from 0 to 1000"},
        Row{[](RankingParameters& ranking) { ranking.max_terms_per_lane = 0; },
            "the ranking's max-terms-per-lane cannot be '0': give a number from 1 to 1000"},
        Row{[](RankingParameters& ranking) { ranking.rerank_depth = 1001; },
            "the ranking's rerank-depth cannot be '1001': give a number from 0 to 1000"}}) {
    CAPTURE(row.message);
    RankingParameters ranking;
    row.change(ranking);
    const Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic, ranking);
    REQUIRE_FALSE(searcher.has_value());
    CHECK(searcher.error().code == ErrorCode::kInvalidInput);
    CHECK(searcher.error().message == row.message);

    measure::TuningBench bench({}, 1);
    measure::TuningOptions options;
    options.start = ranking;
    const Result<measure::Tuning> tuning = measure::Tune(bench, {}, options);
    REQUIRE_FALSE(tuning.has_value());
    CHECK(tuning.error().message == row.message);
  }
}

TEST_CASE("Ranking: numbers of a command line are held to the same ranges") {
  for (const char* wrong : {"k1=-1", "b=1.01", "b=nan", "pair=inf", "pair=", "pair", "pair=1x",
                            "max-terms-per-lane=-3", "rerank-depth=1e300", "nonsense=1", "=1"}) {
    CAPTURE(wrong);
    const Result<RankingParameters> ranking = measure::ReadRanking({wrong});
    REQUIRE_FALSE(ranking.has_value());
    CHECK(ranking.error().code == ErrorCode::kInvalidInput);
  }
  CHECK(measure::ReadRanking({"b=1", "pair=0.5"})->lane_weight[2] == 0.5);
  CHECK(measure::ReadRanking({"nonsense=1"})
            .error()
            .message.starts_with(
                "'nonsense' is no number of the ranking: these are word, stem, pair, "));
}

}  // namespace
}  // namespace funnel
