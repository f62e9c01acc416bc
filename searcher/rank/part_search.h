// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/deadline.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"

namespace funnel::rank {

/// A part as it was searched, for explanations.
struct SearchedPart {
  /// What a document got for the part.
  struct Match {
    double bm25 = 0;
    double pairs = 0;    ///< What pairs add to it, and words of frames take from it.
    double covered = 0;  ///< Share of the part that it covers.
    double record = 0;   ///< What all else that the forward record says adds.
    double score = 0;    ///< Of all that, the less the longer the part is.
    double power = 0;    ///< The score to the power of `ranking.part_contrast`: these are added.
  };

  std::size_t part = 0;  ///< Index in QueryPlan::parts, or their number: the whole text.
  std::vector<query::QueryLeaf> leaves;  ///< Of its BM25; those of the whole text are its query's.
  std::unordered_map<Xapian::docid, Match> matches;
};

/// True if all of a pasted text was written by a program.
bool IsLog(const query::QueryPlan& plan);

/// Searches a pasted text part by part: an article that answers it is about one sentence or line,
/// not about a little of each. Every part is asked like a short query, with both stages of the
/// ranking. A document scores for it
///   ((BM25 + pairs) * covered^part_coverage + part_rerank * what its record adds, RerankWeights)
///   / (the part's worth, by idf)^part_brevity;
/// `covered` is the share of the part that it holds, words that the base does not know included.
/// So what people say beside the question gains nothing by its many words. The lines of a log have
/// no word too many: for them part_rerank is 1 and part_brevity 0; and a text that is all log is
/// asked as a whole, too, by `whole`, as one part more. The scores of all parts, to the
/// power of part_contrast, are added. Where the base has several `languages`, one document a
/// family. All that a part finds among its best, best first; none where no part has words that the
/// base knows. They meet `filter`, if given. Adds what it did to `searched`, if given. Throws
/// DeadlineExceeded.
std::vector<query::ScoredDocument> SearchParts(
    const query::QueryPlan& plan, const query::BuiltQuery& whole, query::TermCounts& counts,
    query::PostingScorer& scorer, const store::ForwardRecords& records,
    const RankingParameters& ranking, std::size_t languages, const query::Deadline& deadline,
    std::vector<SearchedPart>* searched = nullptr, query::DocumentFilter* filter = nullptr);

}  // namespace funnel::rank
