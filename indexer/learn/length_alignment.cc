// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/length_alignment.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace funnel::learn {
namespace {

/// A kind of bead, and how unlikely it is: -100 ln of the paper's table 5, halved where the paper
/// gives one figure for two kinds.
struct Kind {
  std::uint32_t a, b;
  double cost;
};
constexpr Kind kKinds[] = {{1, 1, 11.7},  {1, 0, 531.0}, {0, 1, 531.0},
                           {2, 1, 311.5}, {1, 2, 311.5}, {2, 2, 451.0}};

/// Variance of the length per character, as the paper measured it.
constexpr double kVariance = 6.8;

/// How unlikely it is that texts of these lengths are translations, -100 ln p. `ratio` is how many
/// characters of the second are expected for each of the first.
double LengthCost(double a, double b, double ratio) {
  if (a == 0 && b == 0) return 0;
  const double mean = (a + b / ratio) / 2;
  const double z = std::fabs(a * ratio - b) / (std::sqrt(kVariance * mean) * ratio);
  const double p = std::erfc(z / std::sqrt(2.0));  // two-sided tail of the normal distribution
  constexpr double kLeast = 1e-30;
  return -100 * std::log(std::max(p, kLeast));
}

/// The cells near the diagonal, row by row.
class Band {
 public:
  Band(std::size_t a, std::size_t b) : a_(a), b_(b) {
    constexpr std::size_t kWholeCells = 1'000'000;
    constexpr std::size_t kHalfWidth = 200;
    const bool whole = (a + 1) * (b + 1) <= kWholeCells;
    half_ = whole ? b + 1 : kHalfWidth + (b / (a + 1));
    width_ = std::min(b + 1, 2 * half_ + 1);
    cells_.resize((a + 1) * width_);
  }

  struct Cell {
    float cost = std::numeric_limits<float>::infinity();
    std::uint8_t kind = 0;  ///< Index into kKinds of the bead that ends here.
  };

  /// nullptr outside the band.
  Cell* At(std::size_t i, std::size_t j) {
    const std::size_t first = First(i);
    if (j < first || j >= first + width_) return nullptr;
    return &cells_[i * width_ + (j - first)];
  }
  std::size_t First(std::size_t i) const {
    const std::size_t middle = a_ == 0 ? 0 : i * b_ / a_;
    const std::size_t first = middle > half_ ? middle - half_ : 0;
    return std::min(first, b_ + 1 - width_);
  }
  std::size_t width() const { return width_; }

 private:
  std::size_t a_, b_;
  std::size_t half_ = 0, width_ = 0;
  std::vector<Cell> cells_;
};

double Sum(const std::vector<std::uint32_t>& lengths, std::size_t begin, std::size_t count) {
  double sum = 0;
  for (std::size_t i = begin; i < begin + count; ++i) sum += lengths[i];
  return sum;
}

}  // namespace

std::vector<Bead> AlignByLength(const std::vector<std::uint32_t>& a,
                                const std::vector<std::uint32_t>& b) {
  const double ratio = std::max(1.0, Sum(b, 0, b.size())) / std::max(1.0, Sum(a, 0, a.size()));
  Band band(a.size(), b.size());
  band.At(0, 0)->cost = 0;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    const std::size_t first = band.First(i);
    for (std::size_t j = first; j < first + band.width(); ++j) {
      Band::Cell& cell = *band.At(i, j);
      for (std::size_t k = 0; k < std::size(kKinds); ++k) {
        const Kind& kind = kKinds[k];
        if (kind.a > i || kind.b > j) continue;
        const Band::Cell* from = band.At(i - kind.a, j - kind.b);
        if (from == nullptr || std::isinf(from->cost)) continue;
        double cost = from->cost + kind.cost;
        if (kind.a > 0 && kind.b > 0) {
          cost += LengthCost(Sum(a, i - kind.a, kind.a), Sum(b, j - kind.b, kind.b), ratio);
        }
        if (cost < static_cast<double>(cell.cost)) {
          cell.cost = static_cast<float>(cost);
          cell.kind = static_cast<std::uint8_t>(k);
        }
      }
    }
  }

  std::vector<Bead> beads;
  std::size_t i = a.size();
  std::size_t j = b.size();
  while (i > 0 || j > 0) {
    const Kind& kind = kKinds[band.At(i, j)->kind];
    Bead bead;
    bead.a_end = static_cast<std::uint32_t>(i);
    bead.b_end = static_cast<std::uint32_t>(j);
    i -= kind.a;
    j -= kind.b;
    bead.a_begin = static_cast<std::uint32_t>(i);
    bead.b_begin = static_cast<std::uint32_t>(j);
    beads.push_back(bead);
  }
  std::reverse(beads.begin(), beads.end());
  return beads;
}

std::string ToString(const std::vector<Bead>& beads) {
  std::string line;
  for (const Bead& bead : beads) {
    if (!line.empty()) line += ' ';
    line +=
        std::to_string(bead.a_end - bead.a_begin) + '-' + std::to_string(bead.b_end - bead.b_begin);
  }
  return line;
}

}  // namespace funnel::learn
