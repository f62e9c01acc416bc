// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/explanation.h"
#include "funnel/result.h"
#include "searcher/search/engine.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// Why the articles of these ids, or those of the page that was asked for, stand where they stand
/// in `answers`. REQUIRES: question.explained. Asks `engine` in languages that were not asked, to
/// say what an article in them would score. Fails with kNotFound.
Result<Explanation> Explain(const Request& question, const std::vector<std::string>& ids,
                            Findings answers, Engine& engine);

}  // namespace funnel::search
