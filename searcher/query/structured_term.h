// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/neighbours.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// One alternative of a structured term.
struct WeightedAlternative {
  std::string term;        ///< Index term, prefix included.
  double probability = 1;  ///< How much an occurrence counts, above 0.
  /// Of two words side by side: their documents. Any other term has postings in the index.
  SharedNeighbours neighbours = nullptr;
};

/// What the BM25 weight of a structured term needs to know of the whole base.
struct TermWeight {
  double idf = 0;  ///< times (k1 + 1) times the factor
  double k1 = 0;
  double b = 0;
  double min_normlen = 0;
  double average_length = 1;

  /// What a document of `length` terms adds to `wdf` below the line.
  double Soft(double length) const {
    return k1 * (std::max(length / average_length, min_normlen) * b + (1 - b));
  }

  /// Of a document that has it `wdf` times.
  double At(double wdf, double soft) const { return idf * wdf / (soft + wdf); }
};

/// One query word with several alternatives, such as translations, as one term: its frequency in a
/// document is the sum of what the alternatives occur there, each times its probability, and so is
/// the number of documents that have it (probabilistic structured queries: K. Darwish and D. W.
/// Oard, SIGIR 2003). A plain term is one certain alternative.
struct StructuredTerm {
  std::vector<WeightedAlternative> any;  ///< Those that stand in the base.
  TermWeight weight;
  double idf = 0;                  ///< What a match of it is worth at weight 1.
  Xapian::doccount documents = 0;  ///< That have the commonest alternative.

  bool empty() const { return any.empty(); }
};

/// The term of `alternatives` in a database; its weight is `factor` times the BM25 weight that such
/// a term has, and one certain alternative weighs what a plain term does. Where the probabilities
/// sum to less than 1, they are taken as shares of their sum, and the weight times the root of it.
StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  TermCounts& counts, const RankingParameters& ranking,
                                  double factor);

}  // namespace funnel::query
