// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// A word that a query may as well have written apart.
struct Compound {
  std::uint32_t begin = 0;  ///< The place in QueryPlan::text, in bytes.
  std::uint32_t end = 0;
  std::string words;  ///< What may stand there, with spaces between.
};

/// Finds, where the query may be in a language that makes compounds as it goes, words that are made
/// of two or three words of the base ("Netzwerkdrucker": "netzwerk drucker"). Of several ways to
/// take a word apart the one with the commonest parts counts (word_splitter.h). Pasted texts are
/// left alone. Each piece of a word that is looked up is taken from `budget`; when that is used up,
/// what was found is all.
std::vector<Compound> FindCompounds(const QueryPlan& plan, TermCounts& counts, LookBudget& budget);

}  // namespace funnel::query
