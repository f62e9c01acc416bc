// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/result.h"

namespace funnel::measure {

/// What one collection gives under one ranking.
struct SetMeasurement {
  std::vector<double> rows;       ///< nDCG@10 of each of its rows.
  std::uint64_t fingerprint = 0;  ///< The same where every answer and its score is the same.
};

/// One collection to tune on. Its rows are its queries parted by language and type.
struct TuningSet {
  std::string name;
  /// Measures a ranking. Called by one thread at a time, but not always by the same.
  std::function<Result<SetMeasurement>(const RankingParameters&)> measure;
};

/// Where a set comes from: its name up to the first '-', so that "alchemy-de" and "alchemy-th" are
/// one source and do not count more than a collection in one language.
std::string_view SourceOf(std::string_view set);

/// Measures rankings on sets, several sets at a time, and remembers what came out.
class TuningBench {
 public:
  TuningBench(std::vector<TuningSet> sets, std::size_t threads);

  const std::vector<TuningSet>& sets() const { return sets_; }

  /// What each of `which` (indexes of sets) gives under `ranking`, in the order of `which`. Fails
  /// with the error of the first set that fails.
  Result<std::vector<SetMeasurement>> Measure(const RankingParameters& ranking,
                                              const std::vector<std::size_t>& which);

  /// Notes what set `set` is known to give under `ranking`.
  void Remember(const RankingParameters& ranking, std::size_t set, SetMeasurement measurement);

  /// The mean over the sources of `which` of the mean of their rows.
  double Mean(const std::vector<std::size_t>& which,
              const std::vector<SetMeasurement>& measured) const;

 private:
  std::vector<TuningSet> sets_;
  std::size_t threads_;
  std::vector<double> seconds_;  ///< What each set took last: the slowest begin first.
  std::vector<std::map<std::vector<double>, SetMeasurement>> known_;  ///< By the ranking's numbers.
};

/// How to search.
struct TuningOptions {
  RankingParameters start;
  std::vector<std::string> only;  ///< Names of the numbers to change; empty: all.
  std::size_t max_sweeps = 0;     ///< 0: until a sweep gains nothing.
};

/// One change that was kept.
struct TuningStep {
  std::string number;
  double old_value = 0;
  double new_value = 0;
  double old_mean = 0;
  double new_mean = 0;
};

/// What the search came to.
struct Tuning {
  RankingParameters ranking;
  double before = 0;  ///< Mean nDCG@10 of the start.
  double after = 0;
};

/// Told of the search: of each value before it is tried, of each step that is kept.
struct TuningListener {
  std::function<void(const std::string& number, double value, double mean)> trying;
  std::function<void(const TuningStep&)> kept;
};

/// Searches the ranking that is best for the sets `which`, number by number (coordinate search):
/// each is multiplied by 0, 0.5, 0.7, 0.85, 1.2, 1.5 and 2 (or set to 0.05, 0.1 and 0.2 where it is
/// 0) and keeps the best value if that gains more than 0.0001. Values outside the number's range or
/// that a set refuses are passed over. Sweeps until nothing gains. Fails when the start is refused.
Result<Tuning> Tune(TuningBench& bench, const std::vector<std::size_t>& which,
                    const TuningOptions& options, const TuningListener& listener = {});

/// What a ranking that was fitted on all sources but one gives on that one.
struct LeftOut {
  std::string source;
  double before = 0;
  double after = 0;
  RankingParameters ranking;
};

/// Tunes once for each source, without it, and measures it: gains that are not seen here were
/// fitted to the sets, not found. `done` is called after each source.
Result<std::vector<LeftOut>> CrossValidate(TuningBench& bench, const TuningOptions& options,
                                           const TuningListener& listener = {},
                                           const std::function<void(const LeftOut&)>& done = {});

}  // namespace funnel::measure
