// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/evaluation.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/hash.h"

namespace funnel::measure {
namespace {

using Group = std::pair<std::string, std::string>;

/// FNV-1a over a fixed seed, closed by the finalizer of SplitMix64 (Steele et al., OOPSLA 2014):
/// FNV alone leaves ids that end alike close together.
std::uint64_t SampleHash(std::string_view id) {
  constexpr std::uint64_t kSeed = 20240229;
  std::uint64_t hash = base::Fnv1a(id, base::kFnvBasis ^ kSeed);
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

QueryOutcome Measure(const TestQuery& query, const std::vector<RankedDocument>& hits) {
  std::vector<std::string> ranking;
  ranking.reserve(hits.size());
  for (const RankedDocument& hit : hits) ranking.push_back(hit.id);
  QueryOutcome outcome;
  outcome.id = query.id;
  outcome.lang = query.lang;
  outcome.type = query.type;
  outcome.ndcg10 = Ndcg(ranking, query.relevant, 10);
  outcome.mrr10 = ReciprocalRank(ranking, query.relevant, 10);
  outcome.recall5 = Recall(ranking, query.relevant, 5);
  outcome.recall100 = Recall(ranking, query.relevant, 100);
  outcome.first_relevant = FirstRelevantRank(ranking, query.relevant);
  outcome.zero_hits = hits.empty();
  const Result<std::string> lang = CanonicalLanguage(query.lang);
  outcome.own_first = lang && !hits.empty() && hits.front().lang == *lang;
  ranking.resize(std::min<std::size_t>(ranking.size(), 3));
  outcome.top = std::move(ranking);
  return outcome;
}

EvaluationRow Summarize(const std::vector<const QueryOutcome*>& outcomes) {
  EvaluationRow row;
  row.queries = outcomes.size();
  std::vector<double> times;
  for (const QueryOutcome* outcome : outcomes) {
    row.ndcg10 += outcome->ndcg10;
    row.mrr10 += outcome->mrr10;
    row.recall5 += outcome->recall5;
    row.recall100 += outcome->recall100;
    row.zero_hit_rate += outcome->zero_hits ? 1 : 0;
    row.own_first += outcome->own_first ? 1 : 0;
    times.push_back(outcome->milliseconds);
  }
  if (!outcomes.empty()) {
    const auto count = static_cast<double>(outcomes.size());
    for (double* sum : {&row.ndcg10, &row.mrr10, &row.recall5, &row.recall100, &row.zero_hit_rate,
                        &row.own_first}) {
      *sum /= count;
    }
  }
  row.median_ms = Percentile(times, 50);
  row.p99_ms = Percentile(std::move(times), 99);
  return row;
}

void AddRows(Evaluation& evaluation, const std::vector<TestQuery>& unjudged) {
  std::map<Group, std::vector<const QueryOutcome*>> groups;
  std::vector<const QueryOutcome*> all;
  for (const QueryOutcome& outcome : evaluation.outcomes) {
    groups[{outcome.lang, outcome.type}].push_back(&outcome);
    all.push_back(&outcome);
  }
  std::map<Group, std::size_t> left_out;
  for (const TestQuery& query : unjudged) {
    ++left_out[{query.lang, query.type}];
    groups[{query.lang, query.type}];  // A group without any judged query is a row, too.
  }
  for (const auto& [group, outcomes] : groups) {
    EvaluationRow row = Summarize(outcomes);
    std::tie(row.lang, row.type) = group;
    if (const auto count = left_out.find(group); count != left_out.end()) {
      row.unjudged = count->second;
    }
    evaluation.rows.push_back(std::move(row));
  }
  evaluation.overall = Summarize(all);
  evaluation.overall.lang = "all";
  evaluation.overall.type = "all";
  evaluation.overall.unjudged = unjudged.size();
}

}  // namespace

Selection SelectQueries(std::vector<TestQuery> queries, std::size_t max_per_type) {
  Selection selection;
  std::map<Group, std::vector<std::uint64_t>> hashes;
  for (TestQuery& query : queries) {
    if (!HasRelevant(query.relevant)) {
      selection.unjudged.push_back(std::move(query));
      continue;
    }
    hashes[{query.lang, query.type}].push_back(SampleHash(query.id));
    selection.judged.push_back(std::move(query));
  }
  if (max_per_type == 0) return selection;
  std::map<Group, std::uint64_t> largest;
  for (auto& [group, values] : hashes) {
    std::sort(values.begin(), values.end());
    largest[group] = values[std::min(max_per_type, values.size()) - 1];
  }
  std::erase_if(selection.judged, [&](const TestQuery& query) {
    return SampleHash(query.id) > largest[{query.lang, query.type}];
  });
  return selection;
}

Evaluation Evaluate(const Selection& selection, const Ranker& ranker,
                    const std::function<void(const TestQuery&, const Error&)>& failed,
                    const std::function<void(std::size_t)>& progress) {
  Evaluation evaluation;
  for (const TestQuery& query : selection.judged) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::vector<RankedDocument>> hits = ranker(query);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (!hits) failed(query, hits.error());
    evaluation.outcomes.push_back(Measure(query, hits.value_or(std::vector<RankedDocument>())));
    evaluation.outcomes.back().milliseconds = took.count();
    if (progress) progress(evaluation.outcomes.size());
  }
  AddRows(evaluation, selection.unjudged);
  return evaluation;
}

}  // namespace funnel::measure
