// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/store/forward/suggest_table.h"
#include "searcher/suggest/best_entries.h"

namespace funnel::suggest {

/// Places of one lane.
struct LaneRange {
  schema::SuggestLane lane;
  store::SuggestTable::Range range;
};

/// Adds, as `fit`, the entries that have a place in some range of each part, the soonest suggested
/// ones of each language. Takes time by the number of places, a nanosecond for each; none of
/// `parts` is empty, and they are at least one.
void AddWithAll(const store::SuggestTable& table, std::vector<std::vector<LaneRange>> parts,
                Fit fit, BestEntries& best);

}  // namespace funnel::suggest
