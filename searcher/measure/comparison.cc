// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/comparison.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>

#include "searcher/answer/response_json.h"
#include "searcher/measure/trec_run.h"

namespace funnel::measure {
namespace {

constexpr std::size_t kColumns = 10;
constexpr std::size_t kNdcgColumn = 4;
constexpr std::string_view kHeaderStart = "set\tlang\ttype\t";

std::optional<double> ParseShare(std::string_view text) {
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (copy.empty() || *end != '\0' || !(value >= 0 && value <= 1)) return std::nullopt;
  return value;
}

/// The common queries of two groups: row counts and means into `row`, returns the differences.
std::vector<double> Pair(const std::map<std::string, double>& before,
                         const std::map<std::string, double>& after, ComparisonRow& row) {
  std::vector<double> differences;
  for (const auto& [query, value] : before) {
    const auto other = after.find(query);
    if (other == after.end()) continue;
    row.before += value;
    row.after += other->second;
    differences.push_back(other->second - value);
    row.better += other->second > value ? 1 : 0;
    row.worse += other->second < value ? 1 : 0;
  }
  row.queries += differences.size();
  row.unpaired += before.size() + after.size() - 2 * differences.size();
  return differences;
}

/// Turns the sums of `row` into means.
void Finish(ComparisonRow& row, const std::vector<double>& differences) {
  if (row.queries > 0) {
    row.before /= static_cast<double>(row.queries);
    row.after /= static_cast<double>(row.queries);
  }
  row.p = RandomizationTest(differences);
}

}  // namespace

std::string PerQueryHeader() {
  return "set\tlang\ttype\tquery\tndcg10\tmrr10\trecall5\trecall100\tfirst_relevant\ttop3\n";
}

std::string FormatPerQuery(const std::vector<QueryOutcome>& outcomes, std::string_view set) {
  std::string out;
  for (const QueryOutcome& outcome : outcomes) {
    std::string top;
    for (const std::string& id : outcome.top) top += (top.empty() ? "" : " ") + EscapeField(id);
    out += fmt::format("{}\t{}\t{}\t{}\t{:.6f}\t{:.6f}\t{:.6f}\t{:.6f}\t{}\t{}\n", NameField(set),
                       NameField(outcome.lang), NameField(outcome.type), EscapeField(outcome.id),
                       outcome.ndcg10, outcome.mrr10, outcome.recall5, outcome.recall100,
                       outcome.first_relevant == 0 ? "-" : std::to_string(outcome.first_relevant),
                       top.empty() ? "-" : top);
  }
  return out;
}

PerQueryFile ReadPerQuery(std::istream& in, const std::string& name, const Report& report) {
  PerQueryFile file;
  LineReader lines(in, name, report);
  std::string line;
  while (lines.Next(line)) {
    if (line.starts_with(kHeaderStart)) continue;
    const auto fields = SplitTabs(line);
    if (fields.size() != kColumns) {
      lines.ReportError(
          fmt::format("has {} columns, not {}; write it with funnel-searcher "
                      "evaluate --per-query",
                      fields.size(), kColumns));
      continue;
    }
    const std::optional<double> ndcg = ParseShare(fields[kNdcgColumn]);
    if (!ndcg) {
      lines.ReportError("ndcg10 must be a number from 0 to 1");
      continue;
    }
    const PerQueryFile::Group group{fields[0], fields[1], fields[2]};
    if (!file.ndcg10[group].emplace(fields[3], *ndcg).second) {
      lines.ReportError("query '" + std::string(fields[3]) + "' stands in this file already");
    }
  }
  file.errors = lines.errors();
  return file;
}

std::vector<ComparisonRow> Compare(const PerQueryFile& before, const PerQueryFile& after) {
  std::set<PerQueryFile::Group> groups;
  for (const auto& [group, values] : before.ndcg10) groups.insert(group);
  for (const auto& [group, values] : after.ndcg10) groups.insert(group);
  const std::map<std::string, double> none;
  const auto values_of =
      [&none](const PerQueryFile& file,
              const PerQueryFile::Group& group) -> const std::map<std::string, double>& {
    const auto found = file.ndcg10.find(group);
    return found == file.ndcg10.end() ? none : found->second;
  };
  std::vector<ComparisonRow> rows;
  ComparisonRow all;
  all.set = all.lang = all.type = "all";
  std::vector<double> all_differences;
  for (const PerQueryFile::Group& group : groups) {
    ComparisonRow row;
    std::tie(row.set, row.lang, row.type) = group;
    const auto& a = values_of(before, group);
    const auto& b = values_of(after, group);
    const std::vector<double> differences = Pair(a, b, row);
    Pair(a, b, all);
    all_differences.insert(all_differences.end(), differences.begin(), differences.end());
    Finish(row, differences);
    rows.push_back(std::move(row));
  }
  Finish(all, all_differences);
  rows.push_back(std::move(all));
  return rows;
}

double RandomizationTest(const std::vector<double>& differences, std::size_t permutations) {
  // A query without a difference has the same sum under either sign.
  std::vector<double> changed;
  double observed = 0;
  for (const double difference : differences) {
    if (difference != 0) changed.push_back(difference);
    observed += difference;
  }
  if (changed.empty()) return 1;
  // Sums in another order differ in their last bits: those count as equal.
  const double threshold = std::abs(observed) - 1e-9;
  std::mt19937_64 random(20070611);
  std::size_t as_far = 0;
  for (std::size_t i = 0; i < permutations; ++i) {
    double sum = 0;
    std::uint64_t signs = 0;
    for (std::size_t j = 0; j < changed.size(); ++j) {
      if (j % 64 == 0) signs = random();
      sum += (signs & 1) != 0 ? changed[j] : -changed[j];
      signs >>= 1;
    }
    if (std::abs(sum) >= threshold) ++as_far;
  }
  return static_cast<double>(as_far + 1) / static_cast<double>(permutations + 1);
}

}  // namespace funnel::measure
