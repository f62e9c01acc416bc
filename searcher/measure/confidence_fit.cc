// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/confidence_fit.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "searcher/measure/logistic.h"

namespace funnel::measure {
namespace {

constexpr double kRidge = 1.0;
/// What the sets of one kind count together, in rows.
constexpr double kRowsOfKind = 5000;

// Columns of a line; the features follow.
constexpr std::size_t kSet = 0;
constexpr std::size_t kAnswers = 8;
constexpr std::size_t kFeatures = 10;

bool ReadNumber(std::string_view text, double& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool ReadFeatures(const std::vector<std::string_view>& columns,
                  search::ConfidenceFeatures& features) {
  if (columns.size() != kFeatures + search::kConfidenceFeatures.size()) return false;
  for (std::size_t i = 0; i < search::kConfidenceFeatures.size(); ++i) {
    if (!ReadNumber(columns[kFeatures + i], features.*search::kConfidenceFeatures[i].second)) {
      return false;
    }
  }
  return true;
}

/// What stands before the first '-', and what before the second.
std::pair<std::string, std::string> KindAndSource(const std::string& set) {
  const std::size_t first = set.find('-');
  if (first == std::string::npos) return {set, set};
  const std::size_t second = set.find('-', first + 1);
  return {set.substr(0, first), set.substr(first + 1, second - first - 1)};
}

Reliability Rate(const std::vector<double>& foretold, const std::vector<Observation>& rows) {
  Reliability rate;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return foretold[a] < foretold[b]; });
  double positives = 0;
  double ahead = 0;  // Pairs in which the one that came true comes behind.
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    double alike = 0;
    while (to < order.size() && foretold[order[to]] == foretold[order[from]]) {
      alike += rows[order[to++]].positive ? 1 : 0;
    }
    const double negatives_before = static_cast<double>(from) - positives;
    ahead += alike * (negatives_before + (static_cast<double>(to - from) - alike) / 2);
    positives += alike;
    from = to;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double truth = rows[i].positive ? 1 : 0;
    Reliability::Bin& bin = rate.bins[std::min<std::size_t>(
        rate.bins.size() - 1, static_cast<std::size_t>(foretold[i] * 10))];
    ++bin.rows;
    bin.foretold += foretold[i];
    bin.true_share += truth;
    rate.brier += (foretold[i] - truth) * (foretold[i] - truth);
  }
  for (Reliability::Bin& bin : rate.bins) {
    const double count = static_cast<double>(std::max<std::size_t>(1, bin.rows));
    bin.foretold /= count;
    bin.true_share /= count;
  }
  const auto count = static_cast<double>(rows.size());
  rate.brier /= count;
  const double pairs = positives * (count - positives);
  rate.auc = pairs > 0 ? ahead / pairs : 0;
  return rate;
}

}  // namespace

std::size_t ReadConfidenceRows(std::istream& in, const std::string& name, const Report& report,
                               std::vector<ConfidenceRow>& rows) {
  LineReader lines(in, name, report);
  for (std::string line; lines.Next(line);) {
    const std::vector<std::string_view> columns = SplitTabs(line);
    if (columns[kSet] == "set") continue;  // A header; several outputs may stand in one file.
    ConfidenceRow row;
    const bool right = columns.size() > kAnswers &&
                       (columns[kAnswers] == "0" || columns[kAnswers] == "1") &&
                       ReadFeatures(columns, row.features);
    if (!right) {
      lines.ReportError("is no line of funnel-searcher confidence; write it anew");
      continue;
    }
    row.set = columns[kSet];
    row.answers = columns[kAnswers] == "1";
    rows.push_back(std::move(row));
  }
  return lines.errors();
}

ConfidenceFit FitConfidence(const std::vector<ConfidenceRow>& rows, bool translated) {
  std::vector<const ConfidenceRow*> of_kind;
  std::map<std::string, std::map<std::string, double>> counts;  // By kind and set.
  for (const ConfidenceRow& row : rows) {
    if ((row.features.translated > 0) != translated) continue;
    of_kind.push_back(&row);
    ++counts[KindAndSource(row.set).first][row.set];
  }
  std::vector<Observation> all;
  std::vector<std::string> sources;
  for (const ConfidenceRow* row : of_kind) {
    auto [kind, source] = KindAndSource(row->set);
    const auto& sets = counts.at(kind);
    const auto values = search::ConfidenceValues(row->features);
    all.push_back({{values.begin(), values.end()},
                   row->answers,
                   kRowsOfKind / static_cast<double>(sets.size()) / sets.at(row->set)});
    sources.push_back(std::move(source));
  }
  ConfidenceFit fit;
  fit.rows = all.size();
  fit.weights = FitLogistic(all, kRidge);
  std::vector<double> foretold;
  for (const Observation& one : all) foretold.push_back(Logistic(fit.weights, one.values));
  fit.fitted = Rate(foretold, all);
  const std::set<std::string> all_sources(sources.begin(), sources.end());
  if (all_sources.size() < 2) return fit;
  for (const std::string& source : all_sources) {
    std::vector<Observation> others;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (sources[i] != source) others.push_back(all[i]);
    }
    const std::vector<double> weights = FitLogistic(others, kRidge);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (sources[i] == source) foretold[i] = Logistic(weights, all[i].values);
    }
  }
  fit.held_out = Rate(foretold, all);
  return fit;
}

}  // namespace funnel::measure
