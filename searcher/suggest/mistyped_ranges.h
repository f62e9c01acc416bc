// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/store/forward/suggest_table.h"
#include "searcher/suggest/typed_text.h"
#include "searcher/suggest/typing_errors.h"

namespace funnel::suggest {

/// Places that begin with what is typed, with at most so many errors (restricted Damerau distance);
/// ranges may overlap.
std::vector<store::SuggestTable::Range> MistypedRanges(const store::SuggestTable& table,
                                                       const TypedWay& typed, std::size_t errors,
                                                       ErrorBudget& budget);

}  // namespace funnel::suggest
