// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/typing_errors.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/text/readings/hangul_letters.h"
#include "searcher/suggest/mistyped_ranges.h"
#include "searcher/suggest/word_bits.h"

namespace funnel::suggest {
namespace {

using schema::SuggestLane;
using store::SuggestTable;

constexpr std::size_t kLettersForOne = 4, kLettersForTwo = 8;

Fit FitOf(std::size_t errors) { return errors == 1 ? Fit::kOneError : Fit::kTwoErrors; }

/// A word as it is typed, and with errors.
std::vector<LaneRange> RangesOf(const SuggestTable& table, const std::vector<TypedWay>& ways,
                                std::size_t errors, ErrorBudget& budget) {
  std::vector<LaneRange> ranges;
  for (const TypedWay& way : ways) {
    const SuggestTable::Range range = table.Narrow(way.lane, table.All(way.lane), 0, way.bytes);
    if (!range.empty()) ranges.push_back({way.lane, range});
  }
  if (!ranges.empty()) return ranges;
  for (const TypedWay& way : ways) {
    const std::size_t allowed = std::min(errors, ErrorsAllowed(way));
    if (allowed == 0) continue;
    for (const auto& range : MistypedRanges(table, way, allowed, budget)) {
      ranges.push_back({way.lane, range});
    }
  }
  return ranges;
}

}  // namespace

std::size_t ErrorsAllowed(const TypedWay& way) {
  if (way.lane == SuggestLane::kInitials) return 0;
  const std::size_t letters =
      base::CountCharacters(way.bytes) - text::CountHangulLetters(way.bytes) / 3;
  if (letters < kLettersForOne) return 0;
  return letters < kLettersForTwo ? 1 : 2;
}

void FindMistyped(const SuggestTable& table, const TypedText& typed, std::size_t errors,
                  ErrorBudget& budget, BestEntries& best) {
  bool found = false;
  for (const TypedWay& way : typed.whole) {
    if (ErrorsAllowed(way) < errors) continue;
    for (const auto& range : MistypedRanges(table, way, errors, budget)) {
      found = true;
      for (std::uint32_t i = range.begin; i < range.end; ++i) {
        best.Add({table.At(way.lane, i).entry, FitOf(errors)});
      }
    }
  }
  if (found || typed.parts.size() < 2) return;
  std::vector<std::vector<LaneRange>> parts;
  for (const std::vector<TypedWay>& ways : typed.parts) {
    parts.push_back(RangesOf(table, ways, errors, budget));
    if (parts.back().empty()) return;
  }
  AddWithAll(table, std::move(parts), FitOf(errors), best);
}

}  // namespace funnel::suggest
