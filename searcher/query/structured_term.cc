// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/structured_term.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "searcher/query/bm25.h"

namespace funnel::query {

StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  TermCounts& counts, const RankingParameters& ranking,
                                  double factor) {
  StructuredTerm term;
  double documents = 0;
  double occurrences = 0;
  for (const WeightedAlternative& alternative : alternatives) {
    const Neighbours* neighbours = alternative.neighbours.get();
    const Xapian::doccount frequency =
        neighbours != nullptr ? neighbours->documents() : counts.Documents(alternative.term);
    if (frequency == 0) continue;
    term.documents = std::max(term.documents, frequency);
    documents += alternative.probability * frequency;
    occurrences +=
        alternative.probability *
        (neighbours != nullptr ? neighbours->occurrences() : counts.Occurrences(alternative.term));
    term.any.push_back(alternative);
  }
  if (term.empty()) return {};

  // What the translations leave open makes the word neither rarer nor less often said: the
  // frequencies are those of a certain word, and the doubt lies in its weight.
  double certainty = 0;
  for (const WeightedAlternative& alternative : term.any) certainty += alternative.probability;
  if (certainty < 1) {
    documents /= certainty;
    occurrences /= certainty;
    for (WeightedAlternative& alternative : term.any) alternative.probability /= certainty;
    factor *= std::sqrt(certainty);
  }

  const double all = counts.all_documents();
  documents = std::min(documents, all);
  term.idf = XapianIdf(documents, all) * Burst(documents, occurrences, ranking.burstiness);
  term.weight = {term.idf * (ranking.k1 + 1) * factor, ranking.k1, ranking.b, ranking.min_normlen,
                 counts.average_length()};
  return term;
}

}  // namespace funnel::query
