// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "indexer/store/layout/outline.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"

namespace funnel::rank {

/// What an outline says of a query, each from 0 to 1; see RerankWeights for what they mean.
struct OutlineFeatures {
  double title_coverage = 0;
  double title_precision = 0;
  double lead = 0;
  double passage = 0;
};

/// How an outline matches a query, before anything is weighed.
struct OutlineMatch {
  /// Query words are numbered in order; a mask has a bit for each.
  using Mask = std::uint64_t;

  std::vector<std::size_t> title_terms;  ///< Query terms that the title holds.
  double title_precision = 0;
  Mask lead = 0;               ///< Query words among the first 64 words.
  std::vector<Mask> passages;  ///< Query words in stretches of 16 words, without repeats.
};

/// Stage 2 of the ranking: judges the best candidates of stage 1 by where and how closely together
/// they hold the query. Made for one query; const afterwards.
class Reranker {
 public:
  /// `terms` are the index terms that were searched (BuiltQuery).
  Reranker(const query::QueryPlan& plan, const std::vector<query::SearchedTerm>& terms);

  OutlineMatch Look(const store::Outline& outline) const;

  /// `term_weights` says what a match of each of `terms` is worth, idf included.
  OutlineFeatures Features(const OutlineMatch& match,
                           const std::vector<double>& term_weights) const;

  /// One feature and what it adds to a stage-1 score, relative to the best one of the query.
  struct Summand {
    std::string_view name;  ///< As in RankingNumbers().
    double value = 0;
    double weight = 0;
  };
  static std::array<Summand, 4> Summands(const OutlineFeatures& features,
                                         const RerankWeights& weights);

  /// What all features add: the sum of value * weight.
  static double Bonus(const OutlineFeatures& features, const RerankWeights& weights);

 private:
  using Mask = OutlineMatch::Mask;

  void LookAtText(const store::Outline& outline, OutlineMatch& match) const;

  /// Whether the query may have that term; most of an outline's it has not.
  bool MayHave(store::TermTag tag) const { return tags_[tag % kTagBits]; }

  static constexpr std::size_t kTagBits = 4096;
  std::bitset<kTagBits> tags_;

  std::unordered_map<store::TermTag, std::size_t> term_of_tag_;
  std::unordered_map<store::TermTag, Mask> word_mask_;
  /// For each term, the number of the word that it is a translation of (cross_language.h); those
  /// of one word count as one. 0: of none.
  std::vector<std::size_t> translates_;
  std::vector<std::vector<std::size_t>> word_terms_;  ///< The terms that stand for each word.
};

}  // namespace funnel::rank
