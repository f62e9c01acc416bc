// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/function_words.h"

#include "searcher/query/bm25.h"

namespace funnel::query {

void WeighFunctionWords(const Xapian::Database& database, QueryPlan& plan) {
  constexpr double kLeastShare = 0.25;
  const double all = database.get_doccount();
  const double least = kLeastShare * all;
  for (PlannedTerm& term : plan.terms) {
    if (!term.stop) continue;
    const double documents = database.get_termfreq(term.term);
    if (documents == 0 || documents >= least) continue;
    term.weight *= XapianIdf(least, all) / XapianIdf(documents, all);
  }
}

}  // namespace funnel::query
