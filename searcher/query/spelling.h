// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// A word of the base that is spelt almost like another.
struct CloseWord {
  std::size_t edits = 0;
  Xapian::doccount documents = 0;  ///< That it finds; at least one.
  std::string word;                ///< Without prefix.
};

/// The words of the base that are spelt almost like `word`, which is of an alphabet: one edit away,
/// two from eight letters on; the closest and commonest first. Each word that is looked at is taken
/// from `budget`.
std::vector<CloseWord> FindCloseWords(const std::string& word, TermCounts& counts,
                                      LookBudget& budget);

/// Whether `word` is of an alphabet and so long that a spelling error in it can be told.
bool IsCorrectable(const std::string& word);

/// A query word that no article has, and the words of the base that it may have been meant to be.
struct Misspelling {
  std::size_t planned = 0;         ///< Index of the word in QueryPlan::terms.
  std::vector<std::string> words;  ///< Without prefix; the closest and commonest first; at most 3.
};

/// Finds the words of `plan` that the database does not have and that are spelt almost like words
/// which it has: alphabetic words of four letters or more, one edit away (two from eight letters
/// on). Numbers, codes and names are never corrected, the first four letters of a word only to it.
/// Each word of the base that is looked at is taken from `budget`; when that is used up, what was
/// found is all.
std::vector<Misspelling> FindMisspellings(const QueryPlan& plan, TermCounts& counts,
                                          LookBudget& budget);

}  // namespace funnel::query
