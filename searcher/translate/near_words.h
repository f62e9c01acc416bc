// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "indexer/store/lexicon/lexicon.h"
#include "searcher/query/look_budget.h"

namespace funnel::translate {

/// What a word (an index term) that `lexicon` does not have may be called, by the words that it
/// has: of a compound, what its parts are called; else what words that begin alike are (inflected
/// forms, derivations), and what the longest word is that it ends with (words with a prefix, and
/// compounds of which only the last part is known). No target twice; none where there is no such
/// word. Each piece of it that is looked up is taken from `budget`; when that is used up, what was
/// found is all.
std::vector<store::Translation> GuessByForm(const store::Lexicon& lexicon, std::string_view term,
                                            query::LookBudget& budget);

/// Adds a translation, or to the probability of the one that is there.
void AddTarget(const std::string& term, double probability,
               std::vector<store::Translation>& targets);

}  // namespace funnel::translate
