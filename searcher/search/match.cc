// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/match.h"

#include <algorithm>
#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/outline.h"
#include "searcher/query/bm25.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/reranker.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

/// Stage 1 of a pasted text in parts.
Matched MatchParts(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built,
                   std::size_t depth) {
  Matched matched;
  for (const rank::PartMatch& match :
       rank::SearchParts(plan, built, task.database, task.ranking, task.SeveralLanguages(), depth,
                         task.deadline, task.trace == nullptr ? nullptr : &task.trace->parts)) {
    matched.candidates.push_back({match.document, match.score});
  }
  matched.estimated_total = matched.candidates.size();
  return matched;
}

/// Stage 1: at most `depth` candidates, best first.
Matched MatchWhole(const Task& task, const query::BuiltQuery& built, std::size_t depth) {
  constexpr std::size_t kCheckAtLeast = 100;
  Xapian::Enquire enquire(task.database);
  enquire.set_weighting_scheme(query::Bm25(task.ranking));
  enquire.set_query(query::WithDeadline(built.query, task.deadline));
  if (built.least_percent <= 100) enquire.set_cutoff(built.least_percent);
  if (task.SeveralLanguages()) enquire.set_collapse_key(schema::kFamilySlot);
  const Xapian::MSet matches =
      enquire.get_mset(0, static_cast<Xapian::doccount>(depth), kCheckAtLeast);
  Matched matched;
  matched.candidates.reserve(matches.size());
  for (auto at = matches.begin(); at != matches.end(); ++at) {
    matched.candidates.push_back({*at, at.get_weight()});
  }
  // Fewer than asked for is all there is.
  matched.estimated_total = matched.candidates.size() < depth
                                ? matched.candidates.size()
                                : std::max<std::size_t>(matches.get_matches_estimated(), depth);
  return matched;
}

/// Stage 2: the best candidates in the order of what their outlines say.
void Rerank(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built,
            std::vector<rank::Candidate>& candidates) {
  if (candidates.size() < 2) return;
  const rank::Reranker reranker(plan, built.terms);
  const std::vector<double> weights = built.TermWeights();
  RerankWeights rerank = task.ranking.rerank;
  if (built.translated) rerank.title_coverage = task.ranking.translated_title;
  const double best = candidates.front().score;
  if (task.trace != nullptr) task.trace->rerank = rerank;
  const auto last = candidates.begin() +
                    static_cast<long>(std::min(candidates.size(), task.ranking.rerank_depth));
  // In the order of the documents, the outlines are read in one pass.
  std::vector<rank::Candidate*> by_document;
  for (auto candidate = candidates.begin(); candidate != last; ++candidate) {
    by_document.push_back(&*candidate);
  }
  std::sort(
      by_document.begin(), by_document.end(),
      [](const rank::Candidate* a, const rank::Candidate* b) { return a->document < b->document; });
  Xapian::ValueIterator outline = task.database.valuestream_begin(schema::kOutlineSlot);
  const Xapian::ValueIterator end = task.database.valuestream_end(schema::kOutlineSlot);
  for (rank::Candidate* candidate : by_document) {
    if (outline != end) outline.skip_to(candidate->document);
    if (outline == end || outline.get_docid() != candidate->document) continue;
    const std::string bytes = *outline;
    const rank::OutlineMatch look = reranker.Look(store::Outline(bytes));
    const rank::OutlineFeatures features = reranker.Features(look, weights);
    candidate->score += best * rank::Reranker::Bonus(features, rerank);
    if (task.trace != nullptr) {
      explain::SearchTrace::Judgement& judged = task.trace->judged.at(candidate->document);
      judged.features = features;
      judged.title_terms = look.title_terms;
    }
  }
  std::stable_sort(
      candidates.begin(), last,
      [](const rank::Candidate& a, const rank::Candidate& b) { return a.score > b.score; });
}

}  // namespace

Result<Matched> Match(const Task& task, const query::QueryPlan& plan,
                      const query::BuiltQuery& built) {
  constexpr std::size_t kTieMargin = 10;
  if (task.trace != nullptr) task.trace->StartMatch(plan, built);
  Matched matched;
  if (built.empty()) return matched;
  const std::size_t depth = std::max(task.Wanted(), task.ranking.rerank_depth) + kTieMargin;
  if (plan.parts.size() > 1 && !built.translated) matched = MatchParts(task, plan, built, depth);
  const bool by_parts = !matched.candidates.empty();
  if (!by_parts) matched = MatchWhole(task, built, depth);
  if (task.trace != nullptr) {
    if (!by_parts) task.trace->parts.clear();
    if (!matched.candidates.empty()) task.trace->best = matched.candidates.front().score;
    for (const rank::Candidate& candidate : matched.candidates) {
      task.trace->judged[candidate.document] = {
          task.trace->judged.size() + 1, candidate.score, {}, {}};
    }
  }
  // Each sentence of a letter was judged by both stages.
  if (!by_parts || rank::IsLog(plan)) Rerank(task, plan, built, matched.candidates);
  if (Result<void> ordered = OrderTies(task.database, matched.candidates); !ordered) {
    return Fail(ordered.error());
  }
  return matched;
}

}  // namespace funnel::search
