// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/answered_evaluation.h"

#include <algorithm>
#include <chrono>

namespace funnel::measure {
namespace {

constexpr double kKeep = 0.95;

/// The greatest confidence of each query's lists, sorted.
Result<std::vector<double>> ConfidencesOf(Searcher& searcher,
                                          const std::vector<TestQuery>& queries) {
  std::vector<double> confidences;
  for (const TestQuery& query : queries) {
    SearchRequest request;
    request.query = query.text;
    request.lang = query.lang;
    request.limit = 1;
    request.snippets = false;
    request.did_you_mean = false;
    request.deadline = std::chrono::minutes(10);
    const Result<SearchResponse> response = searcher.Search(request);
    if (!response && response.error().code != ErrorCode::kInvalidInput) {
      return Fail(response.error());
    }
    double best = response ? response->confidence : 0;
    if (response) {
      for (const OtherLanguage& other : response->other_languages) {
        best = std::max(best, other.confidence);
      }
    }
    confidences.push_back(best);
  }
  std::sort(confidences.begin(), confidences.end());
  return confidences;
}

/// The share of sorted numbers below a threshold.
double ShareBelow(const std::vector<double>& sorted, double threshold) {
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), threshold) - sorted.begin();
  return static_cast<double>(below) / static_cast<double>(sorted.size());
}

}  // namespace

Result<std::vector<AnsweredPoint>> EvaluateAnswered(Searcher& searcher,
                                                    const std::vector<TestQuery>& answerable,
                                                    const std::vector<TestQuery>& others) {
  const Result<std::vector<double>> kept = ConfidencesOf(searcher, answerable);
  if (!kept) return Fail(kept.error());
  const Result<std::vector<double>> told = ConfidencesOf(searcher, others);
  if (!told) return Fail(told.error());
  const auto lost = static_cast<std::size_t>((1 - kKeep) * static_cast<double>(kept->size()));
  std::vector<AnsweredPoint> points;
  for (const double threshold :
       {kAnswered, (*kept)[lost], 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
    points.push_back({threshold, 1 - ShareBelow(*kept, threshold), ShareBelow(*told, threshold)});
  }
  return points;
}

}  // namespace funnel::measure
