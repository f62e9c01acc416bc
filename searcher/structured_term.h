// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "funnel/ranking.h"

namespace funnel {

/// One alternative of a structured term.
struct WeightedAlternative {
  std::string term;        ///< Index term, prefix included.
  double probability = 1;  ///< How much an occurrence counts, above 0.
};

/// A structured term as Xapian runs it.
struct StructuredTerm {
  Xapian::Query query;  ///< Empty when no alternative stands in the base.
  double idf = 0;       ///< Of the structured term: what a match of it is worth at weight 1.

  bool empty() const { return query.empty(); }
};

/// One query word with several translations, as one term: its frequency in a document is the sum of
/// what the alternatives occur there, each times its probability, and so is the number of documents
/// that have it (probabilistic structured queries: K. Darwish and D. W. Oard, SIGIR 2003). Its
/// weight is `factor` times the BM25 weight that such a term has. Xapian's OP_SYNONYM would do the
/// same, but for the probabilities. For local databases only.
StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  const Xapian::Database& database,
                                  const RankingParameters& ranking, double factor);

}  // namespace funnel
