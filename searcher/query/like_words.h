// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// A word of the base that shares most of its letters with one of the query.
struct LikeWord {
  std::size_t planned = 0;  ///< Index of the query's word in QueryPlan::terms.
  std::string word;         ///< As articles write it.
  std::string term;         ///< One that it is found by, which the query does not have.
  double likeness = 0;      ///< From 0 to 1: the share of both words that they have in common; less
                            ///< where the base has the query's.
};

/// Finds what an article may say in place of a word of `plan`: for one that the base does not have,
/// words that begin alike and the longest word that it begins or ends with; where the language
/// writes compounds, also those that begin or end with it, whether the base has it or not. For one
/// of three or four letters, the commonest words that begin with it: also where the base has it, if
/// it is all of the question, but so little likely that they come behind all that has it (they are
/// not judged by stage 2: RarelyMeant). Words of an alphabet only, not inside identifiers or pasted
/// texts; of several with one stem the likest. Each look into the vocabulary is taken from
/// `budget`; when that is used up, what was found is all.
std::vector<LikeWord> FindLikeWords(const QueryPlan& plan, TermCounts& counts, LookBudget& budget);

}  // namespace funnel::query
