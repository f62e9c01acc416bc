// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "funnel/analyzer.h"

namespace funnel {

/// Stage 2: what a candidate's outline adds to its score, as shares of the best stage-1 score. All
/// features lie between 0 and 1.
struct RerankWeights {
  double title_coverage = 0.2;    ///< Share of the query's weight that the title holds.
  double title_precision = 0.15;  ///< Share of the title's terms that the query asks for.
  double lead = 0.1;              ///< Share of the query's word weight in the first 64 words.
  double passage = 0.1;           ///< The same in the best 16 words on end.
  double run = 0.05;              ///< Longest run of query words in their order.
  double length = 0.0;            ///< Cost of a long text.
};

/// Every number of the ranking. The defaults are what is in force; they were found on public test
/// collections (see tools/evaluate), never per collection.
struct RankingParameters {
  /// Weight of a term of each lane, relative to a stem (or a word in scripts without inflection).
  std::array<double, kLaneCount> lane_weight = {
      1.0,   // word: in scripts without stems; see exact_word for the others
      1.0,   // stem
      0.2,   // pair
      0.2,   // skip-pair
      0.25,  // gram
      0.1,   // char
      0.4,   // syllable
      0.2,   // cluster
      0.1,   // ngram
      0.6,   // fold
      0.2,   // fold-pair
      0.5,   // identifier
  };
  /// Weight of the exact word beside its stem.
  double exact_word = 0.2;
  /// BM25 (Robertson et al., TREC-3), as Xapian::BM25Weight takes them; k2 = 0, k3 = 1.
  double k1 = 0.8;
  double b = 0.75;
  double min_normlen = 0.0;
  /// A term's weight is multiplied by (cf/df)^burstiness: words that return within a document are
  /// about something (Church & Gale 1995).
  double burstiness = 0.5;
  /// At most so many terms of each lane are searched, the rarest kept.
  std::size_t max_terms_per_lane = 32;
  /// So many of the best candidates are judged by stage 2 (0: none).
  std::size_t rerank_depth = 100;
  RerankWeights rerank;
};

}  // namespace funnel
