// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "indexer/store/outline.h"
#include "searcher/query_plan.h"

namespace funnel {

/// What an outline says of a query, each from 0 to 1; see RerankWeights for what they mean.
struct OutlineFeatures {
  double title_coverage = 0;
  double title_precision = 0;
  double lead = 0;
  double passage = 0;
  double run = 0;
  double length = 0;
};

/// Stage 2 of the ranking: judges the best candidates of stage 1 by where and how closely together
/// they hold the query. Made for one query; const afterwards.
class Reranker {
 public:
  /// `weights` are the searched index terms with what a match of each is worth (BuiltQuery).
  Reranker(const QueryPlan& plan, const std::unordered_map<std::string, double>& weights);

  OutlineFeatures Features(const store::Outline& outline) const;

  /// What the features add to a stage-1 score, relative to the best one of the query.
  static double Bonus(const OutlineFeatures& features, const RerankWeights& weights);

 private:
  /// Query words are numbered in order; a mask has a bit for each.
  using Mask = std::uint64_t;

  double WeightOf(Mask words) const;
  void JudgeTitle(const store::Outline& outline, OutlineFeatures& features) const;
  void JudgeText(const store::Outline& outline, OutlineFeatures& features) const;

  std::unordered_map<store::TermTag, double> term_weight_;
  double all_terms_ = 0;
  std::unordered_map<store::TermTag, Mask> word_mask_;
  std::vector<double> word_weight_;
  double all_words_ = 0;
};

}  // namespace funnel
