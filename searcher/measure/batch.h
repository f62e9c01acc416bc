// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/measure/queries.h"
#include "searcher/measure/trec_run.h"

namespace funnel::measure {

/// How a file of queries is asked.
struct BatchOptions {
  std::size_t depth = 100;  ///< Documents wanted for each query; at most kMaxDepth.
  std::string lang;         ///< The reader's language for every query; empty: the query's own.
};

/// Answers one query: at most `depth` documents, best first, without the query's own document.
using Ranker = std::function<Result<std::vector<RankedDocument>>(const TestQuery&)>;

/// A Ranker over `searcher`, which must outlive it. Without a deadline worth speaking of: a slow
/// machine must not change a measurement.
Ranker RankWith(Searcher& searcher, const BatchOptions& options);

}  // namespace funnel::measure
