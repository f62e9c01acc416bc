// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/search/engine.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// What was found, counted.
struct FoundCounts {
  std::vector<CountedFacet> facets;  ///< As SearchResponse has them.
  std::size_t families = 0;
};

/// Counts what a question found in the languages that its hits are of. REQUIRES: question.Counts().
FoundCounts CountFound(const Request& question, const Findings& answers);

}  // namespace funnel::search
