// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/result.h"

namespace funnel::measure {

/// One number of the ranking by its name in measurements, such as "pair", "k1" or "burstiness".
struct RankingNumber {
  std::string name;
  double (*get)(const RankingParameters&);
  void (*set)(RankingParameters&, double);
};

/// All of them, in the order of the struct.
const std::vector<RankingNumber>& RankingNumbers();

/// Applies "name=value" to `ranking`. Fails with kInvalidInput and the known names.
Result<void> SetRankingNumber(std::string_view assignment, RankingParameters& ranking);

}  // namespace funnel::measure
