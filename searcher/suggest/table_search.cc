// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/table_search.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "searcher/suggest/word_bits.h"

namespace funnel::suggest {
namespace {

using store::SuggestTable;

std::vector<LaneRange> RangesOf(const SuggestTable& table, const std::vector<TypedWay>& ways) {
  std::vector<LaneRange> ranges;
  for (const TypedWay& way : ways) {
    const SuggestTable::Range range = table.Narrow(way.lane, table.All(way.lane), 0, way.bytes);
    if (!range.empty()) ranges.push_back({way.lane, range});
  }
  return ranges;
}

/// Adds the entries that have all words.
void FindWords(const SuggestTable& table, const TypedText& typed, BestEntries& best) {
  std::vector<std::vector<LaneRange>> parts;
  for (const std::vector<TypedWay>& ways : typed.parts) {
    parts.push_back(RangesOf(table, ways));
    if (parts.back().empty()) return;
  }
  AddWithAll(table, std::move(parts), Fit::kWords, best);
}

}  // namespace

void FindTyped(const SuggestTable& table, const TypedText& typed, BestEntries& best) {
  for (const auto& [lane, range] : RangesOf(table, typed.whole)) {
    const bool written = lane == schema::SuggestLane::kWritten;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const SuggestTable::Place place = table.At(lane, i);
      if (place.offset == 0) {
        best.Add({place.entry, written ? Fit::kBeginning : Fit::kSoundBeginning});
      } else {
        best.Add({place.entry, written ? Fit::kWithin : Fit::kSoundWithin});
      }
    }
  }
  if (typed.parts.size() > 1 && best.wants_more()) FindWords(table, typed, best);
}

}  // namespace funnel::suggest
