// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/word_bits.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace funnel::suggest {
namespace {

using store::SuggestTable;

/// Of more parts, the rarest are looked for in one text.
constexpr std::size_t kMostParts = 8;

std::size_t SizeOf(const std::vector<LaneRange>& ranges) {
  std::size_t size = 0;
  for (const LaneRange& one : ranges) size += one.range.size();
  return size;
}

/// A bit for each entry.
using Bits = std::vector<std::uint64_t>;

Bits BitsOf(const SuggestTable& table, const std::vector<LaneRange>& ranges) {
  Bits bits((table.entries() + std::size_t{63}) / 64);
  for (const auto& [lane, range] : ranges) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const std::uint32_t entry = table.At(lane, i).entry;
      if (entry < table.entries()) bits[entry / 64] |= std::uint64_t{1} << entry % 64;
    }
  }
  return bits;
}

}  // namespace

void AddWithAll(const SuggestTable& table, std::vector<std::vector<LaneRange>> parts, Fit fit,
                BestEntries& best) {
  std::sort(parts.begin(), parts.end(),
            [](const auto& a, const auto& b) { return SizeOf(a) < SizeOf(b); });
  parts.resize(std::min(parts.size(), kMostParts));
  Bits all = BitsOf(table, parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Bits bits = BitsOf(table, parts[i]);
    for (std::size_t at = 0; at < all.size(); ++at) all[at] &= bits[at];
  }
  for (const SuggestTable::Language& language : table.languages()) {
    for (std::uint32_t entry = language.begin; entry < language.end;) {
      const std::uint64_t bits = all[entry / 64] >> entry % 64;
      if (bits == 0) {
        entry = (entry / 64 + 1) * 64;
        continue;
      }
      entry += static_cast<std::uint32_t>(std::countr_zero(bits));
      if (entry >= language.end || best.IsFull(entry)) break;
      best.Add({entry, fit});
      ++entry;
    }
  }
}

}  // namespace funnel::suggest
