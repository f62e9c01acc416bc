// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/store/forward/suggest_table.h"
#include "searcher/suggest/best_entries.h"
#include "searcher/suggest/typed_text.h"

namespace funnel::suggest {

/// How many typing errors what is typed may have: none below four letters, two from eight on. An
/// error is a letter that is wrong, missing or too much, or two that changed places. Hangul, whose
/// letters are parts of a syllable, needs half as many more.
std::size_t ErrorsAllowed(const TypedWay& way);

/// What a search for errors may still take: a look at a letter of the table takes about half a
/// microsecond.
struct ErrorBudget {
  std::size_t looks = 0;
};

/// Adds what a table has of what is typed with so many errors: all of it in one place, else its
/// words, each with no more errors than it may have. Places that begin with the right letter are
/// looked at first; where the budget ends, the others are not.
void FindMistyped(const store::SuggestTable& table, const TypedText& typed, std::size_t errors,
                  ErrorBudget& budget, BestEntries& best);

}  // namespace funnel::suggest
