// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/result.h"

namespace funnel::query {

/// One number of the ranking, by its name in measurements, such as "pair", "k1" or "burstiness".
struct RankingNumber {
  std::string name;
  double least = 0;  ///< Its range, both ends within.
  double most = 0;
  double (*get)(const RankingParameters&);
  void (*set)(RankingParameters&, double);

  /// Whether it may be `value`, which NaN never is.
  bool Allows(double value) const { return value >= least && value <= most; }
};

/// All of them, in the order of the struct.
const std::vector<RankingNumber>& RankingNumbers();

/// The number of that name. Fails with kInvalidInput and the known names.
Result<const RankingNumber*> FindRankingNumber(std::string_view name);

/// Applies "name=value" to `ranking`. Fails with kInvalidInput: an unknown name, or a value outside
/// the range.
Result<void> SetRankingNumber(std::string_view assignment, RankingParameters& ranking);

/// Fails with kInvalidInput and the first number outside its range.
Result<void> CheckRanking(const RankingParameters& ranking);

}  // namespace funnel::query
