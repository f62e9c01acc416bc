// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/function_words.h"

#include "searcher/query/bm25.h"

namespace funnel::query {

void WeighFunctionWords(TermCounts& counts, QueryPlan& plan) {
  constexpr double kLeastShare = 0.25;
  const double all = counts.all_documents();
  const double least = kLeastShare * all;
  for (PlannedTerm& term : plan.terms) {
    if (!term.stop) continue;
    const double documents = counts.Documents(term.term);
    if (documents == 0 || documents >= least) continue;
    term.weight *= XapianIdf(least, all) / XapianIdf(documents, all);
  }
}

}  // namespace funnel::query
