// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/logistic.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace funnel::measure {
namespace {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

constexpr int kMostSteps = 100;
constexpr double kSmallStep = 1e-8;

/// Solves a.x = b by Gaussian elimination; `a` is positive definite.
Vector Solve(Matrix a, Vector b) {
  const std::size_t n = b.size();
  for (std::size_t column = 0; column < n; ++column) {
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a[row][column] / a[column][column];
      for (std::size_t k = column; k < n; ++k) a[row][k] -= factor * a[column][k];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) b[row] -= a[row][k] * b[k];
    b[row] /= a[row][row];
  }
  return b;
}

}  // namespace

double Logistic(const Vector& weights, const Vector& values) {
  const double sum = std::inner_product(weights.begin(), weights.end(), values.begin(), 0.0);
  return 1 / (1 + std::exp(-sum));
}

Vector FitLogistic(const std::vector<Observation>& observations, double ridge) {
  const std::size_t n = observations.front().values.size();
  Vector weights(n, 0.0);
  for (int step = 0; step < kMostSteps; ++step) {
    Vector gradient(n, 0.0);
    Matrix hessian(n, Vector(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
      // A little for the first, too, so that all alike observations have a solution.
      const double own = i == 0 ? ridge * 1e-3 : ridge;
      gradient[i] = own * weights[i];
      hessian[i][i] = own;
    }
    for (const Observation& one : observations) {
      const double p = Logistic(weights, one.values);
      const double error = one.weight * (p - (one.positive ? 1 : 0));
      const double curve = one.weight * p * (1 - p);
      for (std::size_t i = 0; i < n; ++i) {
        gradient[i] += error * one.values[i];
        for (std::size_t k = 0; k < n; ++k) {
          hessian[i][k] += curve * one.values[i] * one.values[k];
        }
      }
    }
    const Vector move = Solve(std::move(hessian), gradient);
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
      weights[i] -= move[i];
      largest = std::max(largest, std::abs(move[i]));
    }
    if (largest < kSmallStep) break;
  }
  return weights;
}

}  // namespace funnel::measure
