// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/tuning.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "searcher/query/ranking_numbers.h"

namespace funnel::measure {
namespace {

constexpr double kLeastGain = 1e-4;
constexpr std::array kFactors = {0.0, 0.5, 0.7, 0.85, 1.2, 1.5, 2.0};
constexpr std::array kFromZero = {0.05, 0.1, 0.2};

std::vector<double> NumbersOf(const RankingParameters& ranking) {
  std::vector<double> numbers;
  for (const query::RankingNumber& number : query::RankingNumbers())
    numbers.push_back(number.get(ranking));
  return numbers;
}

/// Three significant digits: more would claim what no measurement supports.
double Rounded(double value) {
  if (value == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2);
  // Divided by a whole number, so that 0.14 is the double that "0.14" reads as.
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit)
                  : std::round(value / unit) * unit;
}

/// `ranking` with each value of `number` that is to be tried, by rising value.
std::vector<RankingParameters> Candidates(const RankingParameters& ranking,
                                          const query::RankingNumber& number) {
  const double now = number.get(ranking);
  std::vector<double> values;
  if (now == 0) {
    values.assign(kFromZero.begin(), kFromZero.end());
  } else {
    for (const double factor : kFactors) values.push_back(Rounded(now * factor));
  }
  std::vector<RankingParameters> candidates;
  double last = now;
  for (const double value : values) {
    if (!number.Allows(value)) continue;
    RankingParameters candidate = ranking;
    number.set(candidate, value);
    // Whole numbers may have been rounded to one that is there already.
    const double taken = number.get(candidate);
    if (taken != now && taken != last) candidates.push_back(candidate);
    last = taken;
  }
  return candidates;
}

std::vector<std::size_t> AllOf(const TuningBench& bench) {
  std::vector<std::size_t> all(bench.sets().size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// One run of the search: the best ranking so far and what the sets give under it.
class Search {
 public:
  Search(TuningBench& bench, const std::vector<std::size_t>& which, const TuningListener& listener)
      : bench_(bench), which_(which), listener_(listener) {}

  Result<void> Start(const RankingParameters& ranking) {
    Result<std::vector<SetMeasurement>> measured = bench_.Measure(ranking, which_);
    if (!measured) return Fail(measured.error());
    ranking_ = ranking;
    measured_ = std::move(*measured);
    mean_ = bench_.Mean(which_, measured_);
    return {};
  }

  /// Tries other values of `number`; whether one gained.
  bool Improve(const query::RankingNumber& number) {
    const std::vector<RankingParameters> candidates = Candidates(ranking_, number);
    if (candidates.empty()) return false;
    std::vector<std::optional<std::vector<SetMeasurement>>> results(candidates.size());
    const std::vector<bool> all(which_.size(), true);
    results.front() = Try(number, candidates.front(), all);
    if (candidates.size() > 1) results.back() = Try(number, candidates.back(), all);
    // A set that answers the same at both ends answers the same in between: most lanes are those of
    // a few languages.
    std::vector<bool> touched(which_.size());
    for (std::size_t i = 0; i < which_.size(); ++i) {
      touched[i] = Differs(results.front(), i) || Differs(results.back(), i);
    }
    for (std::size_t i = 1; i + 1 < candidates.size(); ++i) {
      results[i] = Try(number, candidates[i], touched);
    }
    std::optional<std::size_t> best;
    double best_mean = mean_ + kLeastGain;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!results[i]) continue;
      const double mean = bench_.Mean(which_, *results[i]);
      if (mean <= best_mean) continue;
      best = i;
      best_mean = mean;
    }
    if (!best) return false;
    const TuningStep step{number.name, number.get(ranking_), number.get(candidates[*best]), mean_,
                          best_mean};
    ranking_ = candidates[*best];
    measured_ = *std::move(results[*best]);
    mean_ = best_mean;
    if (listener_.kept) listener_.kept(step);
    return true;
  }

  const RankingParameters& ranking() const { return ranking_; }
  double mean() const { return mean_; }

 private:
  /// What the sets give under `candidate`, those not `touched` what they give now; nothing if it is
  /// refused.
  std::optional<std::vector<SetMeasurement>> Try(const query::RankingNumber& number,
                                                 const RankingParameters& candidate,
                                                 const std::vector<bool>& touched) {
    if (listener_.trying) listener_.trying(number.name, number.get(candidate), mean_);
    std::vector<std::size_t> places;
    std::vector<std::size_t> sets;
    for (std::size_t i = 0; i < which_.size(); ++i) {
      if (touched[i]) {
        places.push_back(i);
        sets.push_back(which_[i]);
      } else {
        bench_.Remember(candidate, which_[i], measured_[i]);
      }
    }
    Result<std::vector<SetMeasurement>> measured = bench_.Measure(candidate, sets);
    if (!measured) return std::nullopt;
    std::vector<SetMeasurement> all = measured_;
    for (std::size_t i = 0; i < places.size(); ++i) all[places[i]] = std::move((*measured)[i]);
    return all;
  }

  bool Differs(const std::optional<std::vector<SetMeasurement>>& result, std::size_t place) const {
    return !result || (*result)[place].fingerprint != measured_[place].fingerprint;
  }

  TuningBench& bench_;
  const std::vector<std::size_t>& which_;
  const TuningListener& listener_;
  RankingParameters ranking_;
  std::vector<SetMeasurement> measured_;
  double mean_ = 0;
};

}  // namespace

std::string_view SourceOf(std::string_view set) { return set.substr(0, set.find('-')); }

TuningBench::TuningBench(std::vector<TuningSet> sets, std::size_t threads)
    : sets_(std::move(sets)), threads_(threads), seconds_(sets_.size()), known_(sets_.size()) {}

Result<std::vector<SetMeasurement>> TuningBench::Measure(const RankingParameters& ranking,
                                                         const std::vector<std::size_t>& which) {
  const std::vector<double> key = NumbersOf(ranking);
  std::vector<std::size_t> unknown;
  for (const std::size_t set : which) {
    if (!known_[set].contains(key)) unknown.push_back(set);
  }
  std::stable_sort(unknown.begin(), unknown.end(),
                   [this](std::size_t a, std::size_t b) { return seconds_[a] > seconds_[b]; });
  std::vector<std::optional<Result<SetMeasurement>>> results(unknown.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < unknown.size(); i = next++) {
      const auto begin = std::chrono::steady_clock::now();
      results[i] = sets_[unknown[i]].measure(ranking);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      seconds_[unknown[i]] = took.count();
    }
  };
  {
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min(threads_, unknown.size()); ++i) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
  }
  // Which error is told must not depend on which set was slow.
  std::map<std::size_t, Error> failed;
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    Result<SetMeasurement>& result = *results[i];
    if (result) {
      Remember(ranking, unknown[i], *std::move(result));
    } else {
      failed.emplace(unknown[i], result.error());
    }
  }
  if (!failed.empty()) return Fail(failed.begin()->second);
  std::vector<SetMeasurement> measured;
  for (const std::size_t set : which) measured.push_back(known_[set].at(key));
  return measured;
}

void TuningBench::Remember(const RankingParameters& ranking, std::size_t set,
                           SetMeasurement measurement) {
  known_[set].insert_or_assign(NumbersOf(ranking), std::move(measurement));
}

double TuningBench::Mean(const std::vector<std::size_t>& which,
                         const std::vector<SetMeasurement>& measured) const {
  std::map<std::string_view, std::pair<double, double>> sources;  // Sum and number of rows.
  for (std::size_t i = 0; i < which.size(); ++i) {
    auto& [sum, rows] = sources[SourceOf(sets_[which[i]].name)];
    for (const double row : measured[i].rows) {
      sum += row;
      ++rows;
    }
  }
  double mean = 0;
  for (const auto& [source, sum_rows] : sources) {
    if (sum_rows.second > 0) mean += sum_rows.first / sum_rows.second;
  }
  return sources.empty() ? 0 : mean / static_cast<double>(sources.size());
}

Result<Tuning> Tune(TuningBench& bench, const std::vector<std::size_t>& which,
                    const TuningOptions& options, const TuningListener& listener) {
  if (Result<void> right = query::CheckRanking(options.start); !right) return Fail(right.error());
  Search search(bench, which, listener);
  if (Result<void> started = search.Start(options.start); !started) return Fail(started.error());
  const double before = search.mean();
  bool gained = true;
  for (std::size_t sweep = 1; gained; ++sweep) {
    gained = false;
    for (const query::RankingNumber& number : query::RankingNumbers()) {
      const auto& only = options.only;
      if (!only.empty() && std::find(only.begin(), only.end(), number.name) == only.end()) continue;
      if (search.Improve(number)) gained = true;
    }
    if (sweep == options.max_sweeps) break;
  }
  return Tuning{search.ranking(), before, search.mean()};
}

Result<std::vector<LeftOut>> CrossValidate(TuningBench& bench, const TuningOptions& options,
                                           const TuningListener& listener,
                                           const std::function<void(const LeftOut&)>& done) {
  std::map<std::string, std::vector<std::size_t>> sources;
  for (const std::size_t set : AllOf(bench)) {
    sources[std::string(SourceOf(bench.sets()[set].name))].push_back(set);
  }
  std::vector<LeftOut> left_out;
  for (const auto& [source, tested] : sources) {
    std::vector<std::size_t> others = AllOf(bench);
    std::erase_if(others, [&tested = tested](std::size_t set) {
      return std::find(tested.begin(), tested.end(), set) != tested.end();
    });
    Result<Tuning> tuning = Tune(bench, others, options, listener);
    if (!tuning) return Fail(tuning.error());
    const auto before = bench.Measure(options.start, tested);
    if (!before) return Fail(before.error());
    const auto after = bench.Measure(tuning->ranking, tested);
    if (!after) return Fail(after.error());
    left_out.push_back(
        {source, bench.Mean(tested, *before), bench.Mean(tested, *after), tuning->ranking});
    if (done) done(left_out.back());
  }
  return left_out;
}

}  // namespace funnel::measure
