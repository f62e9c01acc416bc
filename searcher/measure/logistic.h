// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace funnel::measure {

/// One observation: its values (the first is 1), whether it came true, and what it counts.
struct Observation {
  std::vector<double> values;
  bool positive = false;
  double weight = 1;
};

/// The weights w that make the observations likeliest where the probability is
/// 1 / (1 + exp(-w.values)), less `ridge` / 2 times the sum of squares of all but the first (ridge
/// logistic regression: S. le Cessie and J. C. van Houwelingen, Applied Statistics 41, 1992), by
/// Newton's method. All observations have as many values. REQUIRES: at least one; ridge > 0.
std::vector<double> FitLogistic(const std::vector<Observation>& observations, double ridge);

/// The probability that `weights` give to `values`.
double Logistic(const std::vector<double>& weights, const std::vector<double>& values);

}  // namespace funnel::measure
