// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/match.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"
#include "searcher/rank/judge.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/phrase_match.h"
#include "searcher/search/order.h"
#include "searcher/search/phrase_source.h"

namespace funnel::search {
namespace {

/// Candidates beyond those wanted.
constexpr std::size_t kTieMargin = 10;

rank::RecordOf RecordsOf(const Task& task) {
  return [&records = task.records](Xapian::docid document) { return records.Find(document); };
}

/// Stage 1 of a pasted text in parts.
Matched MatchParts(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  Matched matched;
  for (const rank::PartMatch& match : rank::SearchParts(
           plan, built, task.database, RecordsOf(task), task.ranking, task.SeveralLanguages(),
           task.deadline, task.trace == nullptr ? nullptr : &task.trace->parts)) {
    matched.candidates.push_back({match.document, match.score});
  }
  matched.total = matched.candidates.size();
  return matched;
}

/// So many candidates stage 2 judges.
std::size_t Depth(const Task& task, const query::BuiltQuery& built) {
  const std::size_t most = task.ranking.rerank_depth;
  return built.translated ? std::min(most, task.ranking.translated_depth) : most;
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

/// The query, filtered by the quoted phrases, which no posting knows.
Xapian::Query WithPhrases(const Xapian::Query& query, const query::QueryPlan& plan,
                          const store::ForwardRecords& records) {
  rank::PhraseMatch phrases(plan.phrases);
  if (phrases.empty()) return query;
  auto* source = new PhraseSource(std::move(phrases), records);
  return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(source->release()));
}

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
  Xapian::Enquire enquire(task.database);
  enquire.set_weighting_scheme(query::Bm25(task.ranking));
  const Xapian::Query query = WithPhrases(built.query, plan, task.records);
  enquire.set_query(query::WithDeadline(query, task.deadline));
  if (task.SeveralLanguages()) enquire.set_collapse_key(schema::kFamilySlot);
  // Xapian counts what it looks at: all matches, if they are fewer than that.
  const bool few = task.beside || FindsMany(task, plan, built);
  const Xapian::doccount counted = few ? kFew : kMaxDepth + 1;
  const std::size_t first_page = Depth(task, built) + kTieMargin;
  const std::size_t depth = std::max(first_page, task.Wanted() + kTieMargin);
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(depth), counted);
  Matched matched;
  matched.candidates.reserve(matches.size());
  for (auto at = matches.begin(); at != matches.end(); ++at) {
    matched.candidates.push_back({*at, at.get_weight()});
  }
  // Fewer than asked for is all there is.
  matched.total = matches.size() < depth ? matches.size()
                  : task.beside          ? matches.get_matches_estimated()
                                         : TotalOf(matches, counted);
  if (!task.beside && matched.total > kMaxDepth && depth > first_page) {
    // An estimate depends on how deep was looked: that of the first page holds for all.
    matched.total =
        TotalOf(enquire.get_mset(0, static_cast<Xapian::doccount>(first_page), counted), counted);
  }
  return matched;
}

/// What the forward records of `candidates` say, by document: so, what is read lies close together.
std::vector<rank::Judged> Judge(const Task& task, const query::QueryPlan& plan,
                                const query::BuiltQuery& built,
                                std::span<const rank::Candidate> candidates, double best) {
  std::vector<Xapian::docid> documents;
  for (const rank::Candidate& candidate : candidates) documents.push_back(candidate.document);
  std::sort(documents.begin(), documents.end());
  return rank::Judge(plan, built, documents, task.database, RecordsOf(task), best, task.ranking);
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
  matched.query = built.query;
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
  if (Result<void> ordered = OrderTies(task.database, matched.candidates); !ordered) {
    return Fail(ordered.error());
  }
  const Xapian::docid first = matched.candidates.front().document;
  const auto is_first = [&](const rank::Judged& one) { return one.document == first; };
  if (std::none_of(judged.begin(), judged.end(), is_first)) judged = judge(1);
  matched.first = Of(judged, first);
  return matched;
}

}  // namespace funnel::search
