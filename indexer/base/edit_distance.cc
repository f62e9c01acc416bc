// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/edit_distance.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace funnel::base {
namespace {

constexpr std::size_t kShortestName = 4;  ///< Of the names; what is written may lack one.
constexpr std::size_t kLongName = 8;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Its bytes in lower case, with '-' for '_' and '.'.
std::u32string Normal(std::string_view name) {
  std::u32string normal;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const char lower = static_cast<char>(upper ? c + ('a' - 'A') : c);
    normal += static_cast<unsigned char>(lower == '_' || lower == '.' ? '-' : lower);
  }
  return normal;
}

}  // namespace

std::size_t EditDistance(std::u32string_view a, std::u32string_view b, std::size_t most) {
  const std::size_t too_many = most + 1;
  if (a.size() > b.size() + most || b.size() > a.size() + most) return too_many;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > most) return too_many;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], too_many);
}

std::string_view ClosestName(std::string_view written, const std::vector<std::string_view>& names) {
  if (written.size() + 1 < kShortestName) return {};
  const std::u32string wanted = Normal(written);
  std::string_view closest;
  std::size_t best = kNone;
  for (const std::string_view name : names) {
    if (name.size() < kShortestName) continue;
    const std::size_t slips = name.size() < kLongName ? 1 : 2;
    const std::size_t distance = EditDistance(wanted, Normal(name), slips);
    if (distance <= slips && distance < best) {
      best = distance;
      closest = name;
    }
  }
  return closest;
}

}  // namespace funnel::base
