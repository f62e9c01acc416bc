// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/query/query_builder.h"
#include "searcher/rank/candidate.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// The languages to show an article in, the best first, where the question was read in `asked`.
std::vector<std::string> ShownLanguages(const Task& task, const std::vector<std::string>& asked);

/// All languages of the base, those first that an article would be shown in.
std::vector<std::string> PreferredLanguages(const Task& task,
                                            const std::vector<std::string>& asked);

/// The hit that a candidate becomes: the article of its family that the reader is shown, with its
/// snippet if `snippet`.
Result<Hit> MakeHit(const Task& task, const rank::Candidate& candidate,
                    const query::BuiltQuery& built, bool snippet, Analyzer& analyzer);

}  // namespace funnel::search
