// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/match.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "indexer/store/layout/forward_record.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/rank/judge.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/phrase_match.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

/// Candidates beyond those wanted.
constexpr std::size_t kTieMargin = 10;

std::vector<rank::Candidate> Candidates(const std::vector<query::ScoredDocument>& documents) {
  std::vector<rank::Candidate> candidates;
  candidates.reserve(documents.size());
  for (const query::ScoredDocument& one : documents) {
    candidates.push_back({one.document, one.score});
  }
  return candidates;
}

/// Stage 1 of a pasted text in parts.
Matched MatchParts(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  Matched matched;
  matched.candidates = Candidates(rank::SearchParts(
      plan, built, task.counts, task.scorer, task.records, task.ranking, task.base_langs.size(),
      task.deadline, task.trace == nullptr ? nullptr : &task.trace->parts));
  matched.total = matched.candidates.size();
  return matched;
}

/// So many candidates stage 2 judges.
std::size_t Depth(const Task& task, const query::BuiltQuery& built) {
  const std::size_t most = task.ranking.rerank_depth;
  return built.translated ? std::min(most, task.ranking.translated_depth) : most;
}

/// Stage 1: all that is wanted and a few more, best first.
Matched MatchWhole(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  query::PostingScorer::Wanted wanted{std::max(Depth(task, built), task.Wanted()) + kTieMargin,
                                      task.base_langs.size()};
  const rank::PhraseMatch phrases(plan.phrases);
  if (!phrases.empty()) {
    // No posting knows what stands side by side.
    wanted.holds = [&](Xapian::docid document) {
      return phrases.Holds(store::ForwardRecord(task.records.Find(document)));
    };
  }
  query::PostingScorer::Found found =
      task.scorer.Find(built, task.counts, task.records, wanted, task.deadline);
  Matched matched;
  matched.total = found.total;
  matched.candidates = Candidates(found.best);
  return matched;
}

/// What the forward records of `candidates` say, by document: so, what is read lies close together.
std::vector<rank::Judged> Judge(const Task& task, const query::QueryPlan& plan,
                                const query::BuiltQuery& built,
                                std::span<const rank::Candidate> candidates, double best) {
  std::vector<Xapian::docid> documents;
  for (const rank::Candidate& candidate : candidates) documents.push_back(candidate.document);
  std::sort(documents.begin(), documents.end());
  return rank::Judge(plan, built, documents, task.counts.average_length(), task.records, best,
                     task.ranking);
}

const rank::Judged& Of(const std::vector<rank::Judged>& judged, Xapian::docid document) {
  return *std::lower_bound(
      judged.begin(), judged.end(), document,
      [](const rank::Judged& one, Xapian::docid sought) { return one.document < sought; });
}

/// Stage 2: the best candidates in the order of what was judged of them.
void Rerank(const Task& task, bool translated, const std::vector<rank::Judged>& judged,
            std::vector<rank::Candidate>& candidates) {
  RerankWeights rerank = task.ranking.rerank;
  if (translated) rerank.title_match = task.ranking.translated_title;
  const double best = candidates.front().score;
  if (task.trace != nullptr) task.trace->rerank = rerank;
  const auto last = candidates.begin() + static_cast<long>(judged.size());
  for (auto candidate = candidates.begin(); candidate != last; ++candidate) {
    const rank::Judged& one = Of(judged, candidate->document);
    candidate->score +=
        best * (rank::Reranker::Words(one.features) + rank::Reranker::Bonus(one.features, rerank));
    if (task.trace != nullptr) {
      explain::SearchTrace::Judgement& noted = task.trace->judged.at(candidate->document);
      noted.features = one.features;
      noted.title_terms = one.title_terms;
    }
  }
  std::stable_sort(
      candidates.begin(), last,
      [](const rank::Candidate& a, const rank::Candidate& b) { return a.score > b.score; });
}

}  // namespace

Result<Matched> Match(const Task& task, const query::QueryPlan& plan,
                      const query::BuiltQuery& built) {
  if (task.trace != nullptr) task.trace->StartMatch(plan, built);
  Matched matched;
  if (built.empty()) return matched;
  if (plan.parts.size() > 1 && !built.translated) matched = MatchParts(task, plan, built);
  const bool by_parts = !matched.candidates.empty();
  if (!by_parts) matched = MatchWhole(task, plan, built);
  if (task.trace != nullptr) {
    if (!by_parts) task.trace->parts.clear();
    if (!matched.candidates.empty()) task.trace->best = matched.candidates.front().score;
    for (const rank::Candidate& candidate : matched.candidates) {
      task.trace->judged[candidate.document] = {
          task.trace->judged.size() + 1, candidate.score, {}, {}};
    }
  }
  if (matched.candidates.empty()) return matched;
  const double best = matched.candidates.front().score;
  const auto judge = [&](std::size_t depth) {
    depth = std::min(depth, matched.candidates.size());
    return Judge(task, plan, built, std::span(matched.candidates).first(depth), best);
  };
  // Each sentence of a letter was judged by both stages.
  const bool reranks = !by_parts || rank::IsLog(plan);
  std::vector<rank::Judged> judged;
  if (reranks) {
    judged = judge(Depth(task, built));
    Rerank(task, built.translated, judged, matched.candidates);
  }
  if (Result<void> ordered = OrderTies(task.counts.database(), task.records, matched.candidates);
      !ordered) {
    return Fail(ordered.error());
  }
  const Xapian::docid first = matched.candidates.front().document;
  const auto is_first = [&](const rank::Judged& one) { return one.document == first; };
  if (std::none_of(judged.begin(), judged.end(), is_first)) judged = judge(1);
  matched.first = Of(judged, first);
  return matched;
}

}  // namespace funnel::search
