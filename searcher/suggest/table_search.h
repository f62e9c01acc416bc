// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/store/forward/suggest_table.h"
#include "searcher/suggest/best_entries.h"
#include "searcher/suggest/typed_text.h"

namespace funnel::suggest {

/// Adds what a table has of what is typed, as it is typed. Takes time by how many places begin so:
/// a nanosecond or two for each.
void FindTyped(const store::SuggestTable& table, const TypedText& typed, BestEntries& best);

}  // namespace funnel::suggest
