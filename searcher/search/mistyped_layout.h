// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "searcher/search/rewritten_question.h"
#include "searcher/search/word_knowledge.h"

namespace funnel::search {

/// What the words of a question that no article has are on another keyboard layout, where articles
/// have most of that: for each layout, in both directions, the changes; those first that articles
/// know most of. Words that articles have stay.
std::vector<std::vector<Change>> OnOtherLayouts(const std::string& question,
                                                WordKnowledge& knowledge, Analyzer& analyzer);

}  // namespace funnel::search
