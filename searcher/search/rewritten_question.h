// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/searcher.h"

namespace funnel::search {

/// What stands in a question, and what may be meant by it.
struct Change {
  std::string from;
  std::string to;
};

/// The question with its changes, in their order, as pieces of which the changed ones are marked;
/// nothing where one has no place as a whole word.
std::vector<SnippetPiece> Rewrite(std::string_view question, const std::vector<Change>& changes);

/// All of it.
std::string WholeText(const std::vector<SnippetPiece>& pieces);

/// `word`, which is case-folded, in the letter case of what it stands for: Printr, PRINTR.
std::string InCaseOf(std::string_view typed, std::string_view word);

}  // namespace funnel::search
