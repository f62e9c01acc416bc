// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/measure/queries.h"

namespace funnel::measure {

/// What becomes of questions that articles answer, and of others, if an answer counts from a
/// confidence on.
struct AnsweredPoint {
  double threshold = 0;
  double kept = 0;  ///< Share of the answerable questions that come back as answered,
  double told = 0;  ///< and of the others that come back as not.
};

/// The curve over some thresholds; the first point is that of the program (kAnswered), the second
/// the highest threshold that keeps 95% of the answerable ones. REQUIRES: both have queries. Fails
/// as Searcher::Search does, but for queries without anything to search, which find nothing.
Result<std::vector<AnsweredPoint>> EvaluateAnswered(Searcher& searcher,
                                                    const std::vector<TestQuery>& answerable,
                                                    const std::vector<TestQuery>& others);

}  // namespace funnel::measure
