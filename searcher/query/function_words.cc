// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/function_words.h"

#include <algorithm>
#include <string_view>

#include "indexer/schema/index_schema.h"
#include "indexer/text/languages/stop_words.h"
#include "indexer/text/languages/units.h"
#include "searcher/query/bm25.h"

namespace funnel::query {
namespace {

/// A unit behind a number says something, though it finds nothing.
bool IsUnit(const PlannedTerm& term, const QueryPlan& plan) {
  const std::string_view word = schema::TermText(term.term);
  return text::IsUnit(word) &&
         std::none_of(plan.langs.begin(), plan.langs.end(),
                      [&](const std::string& lang) { return text::IsStopWord(word, lang); });
}

}  // namespace

void WeighFunctionWords(TermCounts& counts, QueryPlan& plan) {
  constexpr double kLeastShare = 0.25;
  const double all = counts.all_documents();
  const double least = kLeastShare * all;
  for (PlannedTerm& term : plan.terms) {
    if (!term.stop || IsUnit(term, plan)) continue;
    const double documents = counts.Documents(term.term);
    if (documents == 0 || documents >= least) continue;
    term.weight *= XapianIdf(least, all) / XapianIdf(documents, all);
  }
}

}  // namespace funnel::query
