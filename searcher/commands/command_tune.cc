// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_tune.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "searcher/measure/evaluation_input.h"
#include "searcher/measure/tuning.h"
#include "searcher/measure/tuning_set.h"
#include "searcher/query/ranking_numbers.h"

namespace funnel::commands {
namespace {

Result<measure::TuningOptions> OptionsOf(const TuneCommand& command) {
  measure::TuningOptions options;
  Result<RankingParameters> start = measure::ReadRanking(command.ranking);
  if (!start) return Fail(start.error());
  options.start = *start;
  options.only = command.only;
  options.max_sweeps = command.sweeps;
  for (const std::string& name : command.only) {
    if (const auto known = query::FindRankingNumber(name); !known) return Fail(known.error());
  }
  return options;
}

Result<std::vector<measure::TuningSet>> Load(const TuneCommand& command,
                                             const measure::Report& report) {
  std::vector<std::filesystem::path> collections(command.collections.begin(),
                                                 command.collections.end());
  // "set/" is the folder "set". The order decides in which order numbers are summed up.
  for (std::filesystem::path& path : collections) {
    if (!path.has_filename()) path = path.parent_path();
  }
  std::sort(collections.begin(), collections.end());
  std::vector<measure::TuningSet> sets;
  for (const std::filesystem::path& collection : collections) {
    Result<measure::TuningSet> set = measure::LoadTuningSet(
        collection, command.bases / collection.filename(), command.max_per_type, report);
    if (!set) return Fail(set.error());
    sets.push_back(*std::move(set));
  }
  return sets;
}

/// "pair 0.2 -> 0.14, k1 0.8 -> 1" of the numbers that differ, "-" if none does.
std::string Changes(const RankingParameters& from, const RankingParameters& to) {
  std::string changes;
  for (const query::RankingNumber& number : query::RankingNumbers()) {
    if (number.get(from) == number.get(to)) continue;
    changes += fmt::format("{}{} {} -> {}", changes.empty() ? "" : ", ", number.name,
                           number.get(from), number.get(to));
  }
  return changes.empty() ? "-" : changes;
}

std::string Assignments(const RankingParameters& from, const RankingParameters& to) {
  std::string options;
  for (const query::RankingNumber& number : query::RankingNumbers()) {
    if (number.get(from) == number.get(to)) continue;
    options += fmt::format(" --ranking {}={}", number.name, number.get(to));
  }
  return options;
}

/// The line on the terminal that says what is tried.
class ProgressLine {
 public:
  explicit ProgressLine(CommandIo& io) : io_(io) {}

  void Show(const std::string& text) {
    if (io_.progress) (io_.err << '\r' << text << "\x1b[K").flush();
  }
  void Clear() { Show(""); }

 private:
  CommandIo& io_;
};

measure::TuningListener ListenWith(CommandIo& io, ProgressLine& progress, const std::string& prefix,
                                   bool print_steps) {
  measure::TuningListener listener;
  listener.trying = [&progress, prefix](const std::string& number, double value, double mean) {
    progress.Show(fmt::format("{}{:.4f}, trying {} = {}", prefix, mean, number, value));
  };
  if (!print_steps) return listener;
  listener.kept = [&io, &progress](const measure::TuningStep& step) {
    progress.Clear();
    (io.out << fmt::format("{:<20} {:>8} -> {:<8} {:.4f} -> {:.4f}\n", step.number, step.old_value,
                           step.new_value, step.old_mean, step.new_mean))
        .flush();
  };
  return listener;
}

constexpr std::string_view kLine = "{:<26} {:>5} {:>8.4f} {:>8.4f} {:>+8.4f}\n";

/// Each set before and after, then the mean over the sources.
Result<std::string> SetTable(measure::TuningBench& bench, const std::vector<std::size_t>& all,
                             const RankingParameters& from, const RankingParameters& to) {
  const auto before = bench.Measure(from, all);
  if (!before) return Fail(before.error());
  const auto after = bench.Measure(to, all);
  if (!after) return Fail(after.error());
  std::string table =
      fmt::format("{:<26} {:>5} {:>8} {:>8} {:>8}\n", "set", "rows", "before", "after", "gain");
  std::size_t rows = 0;
  for (const std::size_t set : all) {
    const std::size_t count = (*before)[set].rows.size();
    const double old_mean = bench.Mean({set}, {(*before)[set]});
    const double new_mean = bench.Mean({set}, {(*after)[set]});
    table +=
        fmt::format(kLine, bench.sets()[set].name, count, old_mean, new_mean, new_mean - old_mean);
    rows += count;
  }
  const double old_mean = bench.Mean(all, *before);
  const double new_mean = bench.Mean(all, *after);
  table += fmt::format(kLine, "mean of the sources", rows, old_mean, new_mean, new_mean - old_mean);
  return table;
}

Result<void> PrintCrossValidation(measure::TuningBench& bench,
                                  const measure::TuningOptions& options, CommandIo& io,
                                  ProgressLine& progress) {
  io.out << "\nEach source, measured with what was fitted on the others:\n"
         << fmt::format("{:<12} {:>8} {:>8} {:>8}  {}\n", "source", "before", "after", "gain",
                        "fitted");
  const auto print = [&](const measure::LeftOut& left_out) {
    progress.Clear();
    (io.out << fmt::format("{:<12} {:>8.4f} {:>8.4f} {:>+8.4f}  {}\n", left_out.source,
                           left_out.before, left_out.after, left_out.after - left_out.before,
                           Changes(options.start, left_out.ranking)))
        .flush();
  };
  Result<std::vector<measure::LeftOut>> left_out = measure::CrossValidate(
      bench, options, ListenWith(io, progress, "cross-validation: ", false), print);
  progress.Clear();
  if (!left_out) return Fail(left_out.error());
  double gain = 0;
  for (const measure::LeftOut& one : *left_out) gain += one.after - one.before;
  io.out << fmt::format("mean gain on the source left out: {:+.4f}\n",
                        gain / static_cast<double>(left_out->size()));
  return {};
}

}  // namespace

int RunTune(const TuneCommand& command, CommandIo& io) {
  Result<measure::TuningOptions> options = OptionsOf(command);
  if (!options) return ReportFailure(io, options.error());
  Result<std::vector<measure::TuningSet>> sets = Load(command, ReportTo(io));
  if (!sets) return ReportFailure(io, sets.error());
  std::set<std::string_view> sources;
  for (const measure::TuningSet& set : *sets) sources.insert(measure::SourceOf(set.name));
  if (command.cross_validate && sources.size() < 2) {
    return ReportFailure(io, {ErrorCode::kInvalidInput,
                              "cross-validation needs collections of two sources or more (a name "
                              "up to the first '-' is its source)"});
  }
  measure::TuningBench bench(*std::move(sets), command.threads);
  std::vector<std::size_t> all(bench.sets().size());
  std::iota(all.begin(), all.end(), std::size_t{0});

  ProgressLine progress(io);
  Result<measure::Tuning> tuning =
      measure::Tune(bench, all, *options, ListenWith(io, progress, "", true));
  progress.Clear();
  if (!tuning) return ReportFailure(io, tuning.error());
  io.out << fmt::format("mean nDCG@10: {:.4f} -> {:.4f}\n\n", tuning->before, tuning->after);
  const std::string changes = Changes(options->start, tuning->ranking);
  if (changes == "-") {
    io.out << "no number changed\n";
  } else {
    io.out << fmt::format("changed: {}\nto measure with these:{}\n", changes,
                          Assignments(RankingParameters(), tuning->ranking));
  }
  Result<std::string> table = SetTable(bench, all, options->start, tuning->ranking);
  if (!table) return ReportFailure(io, table.error());
  (io.out << '\n' << *table).flush();
  if (command.cross_validate) {
    if (Result<void> done = PrintCrossValidation(bench, *options, io, progress); !done) {
      return ReportFailure(io, done.error());
    }
  }
  return kExitOk;
}

}  // namespace funnel::commands
