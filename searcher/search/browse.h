// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/search/match.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// All articles in a language that meet the filter, one for each family: those that changed last
/// come first, of one day those that were added last; their scores are the days. Looks at each
/// article in view. Throws DeadlineExceeded.
Matched ListNewest(const Task& task);

}  // namespace funnel::search
