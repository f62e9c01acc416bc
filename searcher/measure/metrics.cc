// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/metrics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string_view>

namespace funnel::measure {
namespace {

/// Calls `visit(rank, grade)` for each relevant document among the first `k`, once a document.
template <class Visit>
void VisitRelevant(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k,
                   Visit visit) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < std::min(k, ranking.size()); ++i) {
    const auto judged = grades.find(ranking[i]);
    if (judged == grades.end() || judged->second <= 0) continue;
    if (seen.insert(judged->first).second) visit(i + 1, judged->second);
  }
}

}  // namespace

double Dcg(const std::vector<int>& grades) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    sum += grades[i] / std::log2(static_cast<double>(i) + 2.0);
  }
  return sum;
}

double IdealDcg(const Grades& grades, std::size_t k) {
  std::vector<int> ideal;
  for (const auto& [id, grade] : grades) {
    if (grade > 0) ideal.push_back(grade);
  }
  std::sort(ideal.begin(), ideal.end(), std::greater<>());
  if (ideal.size() > k) ideal.resize(k);
  return Dcg(ideal);
}

double Ndcg(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k) {
  const double best = IdealDcg(grades, k);
  if (best == 0) return 0;
  std::vector<int> gained(std::min(k, ranking.size()), 0);
  VisitRelevant(ranking, grades, k, [&](std::size_t rank, int grade) { gained[rank - 1] = grade; });
  return Dcg(gained) / best;
}

double ReciprocalRank(const std::vector<std::string>& ranking, const Grades& grades,
                      std::size_t k) {
  const std::size_t rank = FirstRelevantRank(ranking, grades);
  return rank == 0 || rank > k ? 0 : 1.0 / static_cast<double>(rank);
}

double Recall(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k) {
  const auto relevant = std::count_if(grades.begin(), grades.end(),
                                      [](const auto& judged) { return judged.second > 0; });
  if (relevant == 0) return 0;
  std::size_t found = 0;
  VisitRelevant(ranking, grades, k, [&](std::size_t, int) { ++found; });
  return static_cast<double>(found) / static_cast<double>(relevant);
}

std::size_t FirstRelevantRank(const std::vector<std::string>& ranking, const Grades& grades) {
  std::size_t first = 0;
  VisitRelevant(ranking, grades, ranking.size(), [&](std::size_t rank, int) {
    if (first == 0) first = rank;
  });
  return first;
}

bool HasRelevant(const Grades& grades) {
  return std::any_of(grades.begin(), grades.end(),
                     [](const auto& judged) { return judged.second > 0; });
}

double Percentile(std::vector<double> values, double percent) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double rank = std::ceil(percent / 100.0 * static_cast<double>(values.size()));
  const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
  return values[std::min(index, values.size() - 1)];
}

}  // namespace funnel::measure
