// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/edit_distance.h"

#include <algorithm>

namespace funnel {
namespace {

constexpr std::size_t kShortestName = 4;  ///< Of the names; what is written may lack one.
constexpr std::size_t kLongName = 8;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

char Normal(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
  return c == '_' || c == '.' ? '-' : c;
}

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b) {
  // Three rows of the table: the swap of neighbours looks two back.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = Normal(a[i - 1]) == Normal(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && Normal(a[i - 1]) == Normal(b[j - 2]) &&
          Normal(a[i - 2]) == Normal(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

std::string_view ClosestName(std::string_view written, const std::vector<std::string_view>& names) {
  if (written.size() + 1 < kShortestName) return {};
  std::string_view closest;
  std::size_t best = kNone;
  for (const std::string_view name : names) {
    if (name.size() < kShortestName) continue;
    const std::size_t slips = name.size() < kLongName ? 1 : 2;
    const std::size_t longer = std::max(name.size(), written.size());
    if (longer - std::min(name.size(), written.size()) > slips) continue;
    const std::size_t distance = EditDistance(written, name);
    if (distance <= slips && distance < best) {
      best = distance;
      closest = name;
    }
  }
  return closest;
}

}  // namespace funnel
