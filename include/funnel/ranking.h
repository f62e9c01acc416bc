// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "funnel/analyzer.h"

namespace funnel {

/// Stage 2: what a candidate's forward record adds to its score, as shares of the best stage-1
/// score. All features lie between 0 and 1; shares of the query, the title and a heading are of
/// their words' weight by idf.
struct RerankWeights {
  double title_precision = 0.3;  ///< Share of the title that the query says.
  double title_match = 0.35;     ///< That, times the share of the query that the title holds.
  double lead = 0.07;            ///< Share of the query in the first 64 words of the text.
  double passage = 0.15;         ///< The same in the best 16 words on end.
  double heading = 0.25;         ///< The same in the best heading, times its words' share there.
  double number = 0.1;  ///< Less the share of the query's numbers that a title with others lacks.
};

/// Every number of the ranking. The defaults are what is in force; they were found on public test
/// collections (see tools/evaluate), never per collection.
struct RankingParameters {
  /// Weight of a term of each lane, relative to a stem (or a word in scripts without inflection).
  std::array<double, kLaneCount> lane_weight = {
      1.0,   // word: only in scripts without stems
      1.0,   // stem
      0.4,   // pair
      0.5,   // skip-pair
      0.35,  // gram
      0.3,   // char
      0.2,   // syllable
      0.3,   // cluster
      0.2,   // ngram
      1.0,   // fold
      0.4,   // fold-pair
      1.4,   // identifier
  };
  /// Weight of two neighbours of the query that stand within eight words, in either order.
  double near_pair = 0.4;
  /// Words that hardly any candidate has in its title ("this article explains how to") count less:
  /// times (their share of titles, as far as below the usual, to that)^frame.
  double frame = 0.4;
  /// Weight of the terms of a query said in other words (Taiwan's, the mainland's, Cantonese).
  double variant = 0.7;
  /// Weight of the words that authors say stand for those of the query: of each other, one-way.
  double synonym = 1.0;
  double one_way_synonym = 0.7;
  /// Weight of a word that is written without the marks that the query has.
  double unmarked = 0.5;
  /// Weight of the words that an unknown word of the query may have been meant to be.
  double spelling = 0.8;
  /// A word that is like one of the query, times the share of letters that they have in common.
  double like_word = 0.5;
  /// Weight of the parts of a compound, and of a word that the query writes in two.
  double compound = 0.5;
  /// Weight of the terms of a pasted text that only its asides have, or only its routine lines (see
  /// indexer/text/pasted).
  double pasted_aside = 0.4;
  double pasted_routine = 0.1;
  /// What it counts that an article covers all of a part of a pasted text, what stage 2 counts for
  /// a part, how much less one counts that is long, and how much more the one that fits best; see
  /// searcher/rank/part_search.h.
  double part_coverage = 2.0;
  double part_rerank = 2.0;
  double part_brevity = 0.5;
  double part_contrast = 2.0;
  /// BM25 (Robertson et al., TREC-3), as Xapian::BM25Weight takes them; k2 = 0, k3 = 1.
  double k1 = 0.4;
  double b = 0.6;
  double min_normlen = 0.0;
  /// A term's weight is multiplied by (cf/df)^burstiness: words that return within a document are
  /// about something (Church & Gale 1995).
  double burstiness = 0.3;
  /// Other languages are asked where the first hit in the question's own answers with less than
  /// this probability (SearchResponse::confidence), or down to half of it where that language is
  /// one of the base's largest.
  double ask_others_below = 0.98;
  /// Weight of the pairs that the translations of two neighbours make.
  double translated_pair = 0.5;
  /// RerankWeights::title_match of a translated query: its title terms are said apart from the
  /// lanes that add to a title in the query's own language.
  double translated_title = 1.2;
  /// How likely a word that has translations stays what it is in another language.
  double translated_self = 0.05;
  /// At most so many terms of each lane are searched, the rarest kept.
  std::size_t max_terms_per_lane = 32;
  /// So many of the best candidates are judged by stage 2 (0: none), at most; of a translated query
  /// fewer: further down its doubtful words decide.
  std::size_t rerank_depth = 130;
  std::size_t translated_depth = 50;
  RerankWeights rerank;
};

}  // namespace funnel
