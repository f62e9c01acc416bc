// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstddef>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query_builder.h"
#include "searcher/query_plan.h"

namespace funnel {

/// A document and what it is worth as an answer.
struct PartMatch {
  Xapian::docid document = 0;
  double score = 0;
};

/// A part as it was searched, for explanations.
struct SearchedPart {
  /// What a document got for the part.
  struct Match {
    double bm25 = 0;
    double covered = 0;  ///< Share of the part that it covers.
    double score = 0;    ///< Of both.
    double power = 0;    ///< The score to the power of `ranking.part_contrast`: these are added.
  };

  std::size_t part = 0;           ///< Index in QueryPlan::parts, or their number: the whole text.
  double all = 0;                 ///< What it would be worth to cover all of it.
  std::vector<QueryLeaf> leaves;  ///< Those of the whole text are its query's.
  std::unordered_map<Xapian::docid, Match> matches;
};

/// Searches a pasted text part by part: an article that answers it holds most of one sentence or
/// line, not a little of each. Of each part a document scores its BM25, times the share of the part
/// that it covers (by idf, words that the base does not know included) to the power of
/// `ranking.part_coverage`; these scores, to the power of `ranking.part_contrast`, are added.
/// `whole`, the query of the whole text, is one part more. `several_languages`: one document a
/// family. At most `depth` matches, best first. Adds what it did to `searched`, if given. Throws
/// DeadlineExceeded (query_builder.h).
std::vector<PartMatch> SearchParts(const QueryPlan& plan, const BuiltQuery& whole,
                                   const Xapian::Database& database,
                                   const RankingParameters& ranking, bool several_languages,
                                   std::size_t depth,
                                   std::chrono::steady_clock::time_point deadline,
                                   std::vector<SearchedPart>* searched = nullptr);

}  // namespace funnel
