// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "funnel/article.h"
#include "indexer/store/forward/suggest_text.h"

namespace funnel::publish {

/// Of more questions an article has, only so many are suggested, the first ones.
inline constexpr std::size_t kMostSuggestedQuestions = 64;

/// What can be suggested of `article`: its title and its questions. Thread-safe.
store::Suggestible SuggestibleOf(const Article& article);

}  // namespace funnel::publish
