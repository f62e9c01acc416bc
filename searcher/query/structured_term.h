// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "funnel/ranking.h"

namespace funnel::query {

/// One alternative of a structured term.
struct WeightedAlternative {
  std::string term;        ///< Index term, prefix included.
  double probability = 1;  ///< How much an occurrence counts, above 0.
};

/// What the BM25 weight of a structured term needs to know of the whole base.
struct TermWeight {
  double idf = 0;  ///< times (k1 + 1) times the factor
  double k1 = 0;
  double b = 0;
  double min_normlen = 0;
  double average_length = 1;

  /// Of a document with `length` terms that has it `wdf` times.
  double Of(double wdf, double length) const;
};

/// One query word with several alternatives, such as translations, as one term: its frequency in a
/// document is the sum of what the alternatives occur there, each times its probability, and so is
/// the number of documents that have it (probabilistic structured queries: K. Darwish and D. W.
/// Oard, SIGIR 2003). Xapian's OP_SYNONYM would do the same, but for the probabilities.
struct StructuredTerm {
  std::vector<WeightedAlternative> any;  ///< Those that stand in the base.
  TermWeight weight;
  double idf = 0;  ///< What a match of it is worth at weight 1.

  bool empty() const { return any.empty(); }
};

/// The term of `alternatives` in `database`; its weight is `factor` times the BM25 weight that such
/// a term has, and one certain alternative weighs what a plain term does. Where the probabilities
/// sum to less than 1, they are taken as shares of their sum, and the weight times the root of it.
StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  const Xapian::Database& database,
                                  const RankingParameters& ranking, double factor);

/// Finds the documents that have any of `terms`, each weighed by the best that it has. For local
/// databases only. This is OP_MAX, which the matcher of Xapian 1.4 follows into freed memory when
/// the documents of all its parts are used up before the query is.
Xapian::Query BestOf(std::vector<StructuredTerm> terms);

}  // namespace funnel::query
