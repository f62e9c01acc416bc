// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/judge.h"

#include <utility>

#include "indexer/store/layout/forward_record.h"

namespace funnel::rank {

std::vector<Judged> Judge(const query::QueryPlan& plan, const query::BuiltQuery& built,
                          const std::vector<Xapian::docid>& documents, double average_length,
                          const store::ForwardRecords& records, double best,
                          const RankingParameters& ranking) {
  const Reranker reranker(plan, built.terms, ranking);
  std::vector<RecordMatch> matches;
  CandidateCounts counts;
  matches.reserve(documents.size());
  for (const Xapian::docid document : documents) {
    const store::ForwardRecord record(records.Find(document));
    reranker.Count(matches.emplace_back(reranker.Look(record)), counts);
  }
  const std::vector<double> weights = built.TermWeights();
  const Reranker::Scale scale(reranker, counts, weights, ranking, average_length, best);
  std::vector<Judged> judged;
  judged.reserve(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    Reranker::Settle(counts, matches[i]);
    judged.push_back(
        {documents[i], reranker.Features(matches[i], scale), std::move(matches[i].title_terms)});
  }
  // What a title says in another language is too doubtful for that.
  for (Judged& one : judged) {
    if (built.translated) one.features.whole_title = 0;
  }
  return judged;
}

}  // namespace funnel::rank
