// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/match.h"

#include <algorithm>
#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/query/bm25.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/phrase_match.h"
#include "searcher/rank/reranker.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

/// Candidates beyond those wanted.
constexpr std::size_t kTieMargin = 10;

/// Stage 1 of a pasted text in parts.
Matched MatchParts(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  Matched matched;
  for (const rank::PartMatch& match :
       rank::SearchParts(plan, built, task.database, task.ranking, task.SeveralLanguages(),
                         task.deadline, task.trace == nullptr ? nullptr : &task.trace->parts)) {
    matched.candidates.push_back({match.document, match.score});
  }
  matched.total = matched.candidates.size();
  return matched;
}

/// True if one of the words alone is known to find more than is counted, as it mostly is: then
/// nothing has to be.
bool FindsMany(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  if (task.SeveralLanguages()) return false;
  if (!plan.phrases.empty() || !plan.excluded.empty()) return false;
  return std::any_of(built.terms.begin(), built.terms.end(), [&](const query::SearchedTerm& term) {
    return term.documents > kMaxDepth && plan.terms[term.planned].weight > 0;
  });
}

/// Lets those articles pass that hold the quoted phrases.
class PhraseDecider : public Xapian::MatchDecider {
 public:
  explicit PhraseDecider(const std::vector<query::Requirement>& phrases) : match_(phrases) {}

  bool empty() const { return match_.empty(); }
  bool operator()(const Xapian::Document& document) const override {
    const std::string bytes = document.get_value(schema::kForwardSlot);
    return match_.Holds(store::ForwardRecord(bytes));
  }

 private:
  rank::PhraseMatch match_;
};

/// The total of a match that looked at `counted` families at least.
std::size_t TotalOf(const Xapian::MSet& matches, std::size_t counted) {
  const std::size_t found = matches.get_matches_lower_bound();
  // It went on until it had so many, or to the end; what was collapsed is in the upper bound still.
  if (counted > kMaxDepth && found < counted) return found;
  return std::max<std::size_t>(matches.get_matches_estimated(), kMaxDepth + 1);
}

/// Stage 1: all that is wanted and a few more, best first.
Matched MatchWhole(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  constexpr Xapian::doccount kFew = 100;
  const PhraseDecider phrases(plan.phrases);
  const Xapian::MatchDecider* decider = phrases.empty() ? nullptr : &phrases;
  Xapian::Enquire enquire(task.database);
  enquire.set_weighting_scheme(query::Bm25(task.ranking));
  enquire.set_query(query::WithDeadline(built.query, task.deadline));
  if (task.SeveralLanguages()) enquire.set_collapse_key(schema::kFamilySlot);
  // Xapian counts what it looks at: all matches, if they are fewer than that.
  const Xapian::doccount counted = FindsMany(task, plan, built) ? kFew : kMaxDepth + 1;
  const std::size_t first_page = task.ranking.rerank_depth + kTieMargin;
  const std::size_t depth = std::max(first_page, task.Wanted() + kTieMargin);
  const Xapian::MSet matches =
      enquire.get_mset(0, static_cast<Xapian::doccount>(depth), counted, nullptr, decider);
  Matched matched;
  matched.candidates.reserve(matches.size());
  for (auto at = matches.begin(); at != matches.end(); ++at) {
    matched.candidates.push_back({*at, at.get_weight()});
  }
  // Fewer than asked for is all there is.
  matched.total = matches.size() < depth ? matches.size() : TotalOf(matches, counted);
  if (matched.total > kMaxDepth && depth > first_page) {
    // An estimate depends on how deep was looked: that of the first page holds for all.
    matched.total = TotalOf(
        enquire.get_mset(0, static_cast<Xapian::doccount>(first_page), counted, nullptr, decider),
        counted);
  }
  return matched;
}

/// Stage 2: the best candidates in the order of what their forward records say.
void Rerank(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built,
            std::vector<rank::Candidate>& candidates) {
  if (candidates.size() < 2) return;
  const rank::Reranker reranker(plan, built.terms, task.ranking);
  const std::vector<double> weights = built.TermWeights();
  RerankWeights rerank = task.ranking.rerank;
  if (built.translated) rerank.title_match = task.ranking.translated_title;
  const double best = candidates.front().score;
  if (task.trace != nullptr) task.trace->rerank = rerank;
  const auto last = candidates.begin() +
                    static_cast<long>(std::min(candidates.size(), task.ranking.rerank_depth));
  // In the order of the documents, the records are read in one pass.
  std::vector<rank::Candidate*> by_document;
  for (auto candidate = candidates.begin(); candidate != last; ++candidate) {
    by_document.push_back(&*candidate);
  }
  std::sort(
      by_document.begin(), by_document.end(),
      [](const rank::Candidate* a, const rank::Candidate* b) { return a->document < b->document; });
  Xapian::ValueIterator record = task.database.valuestream_begin(schema::kForwardSlot);
  const Xapian::ValueIterator end = task.database.valuestream_end(schema::kForwardSlot);
  std::vector<rank::RecordMatch> matches;
  rank::CandidateCounts counts;
  for (const rank::Candidate* candidate : by_document) {
    if (record != end) record.skip_to(candidate->document);
    std::string bytes;
    if (record != end && record.get_docid() == candidate->document) bytes = *record;
    reranker.Count(matches.emplace_back(reranker.Look(store::ForwardRecord(bytes))), counts);
  }
  const rank::Reranker::Scale scale{counts, weights, task.ranking, task.database.get_avlength(),
                                    best};
  for (std::size_t i = 0; i < by_document.size(); ++i) {
    rank::Reranker::Settle(counts, matches[i]);
    const rank::RecordFeatures features = reranker.Features(matches[i], scale);
    by_document[i]->score +=
        best * (rank::Reranker::Words(features) + rank::Reranker::Bonus(features, rerank));
    if (task.trace != nullptr) {
      explain::SearchTrace::Judgement& judged = task.trace->judged.at(by_document[i]->document);
      judged.features = features;
      judged.title_terms = matches[i].title_terms;
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
  matched.query = built.query;
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
