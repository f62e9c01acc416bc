// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "funnel/result.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/candidate.h"
#include "searcher/rank/judge.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// What a query finds.
struct Matched {
  std::vector<rank::Candidate> candidates;  ///< Best first, one for each family.
  std::size_t total = 0;  ///< Of families: exact up to kMaxDepth, the same whatever was wanted.
  rank::Judged first;     ///< Of the first candidate.
  std::size_t depth = 0;  ///< So many candidates stage 2 judges.
  bool cites = false;     ///< The first holds something that the question cites.
  query::FoundDocuments found;  ///< Empty unless Task::counts_all.
};

/// The best `task.Wanted()` candidates and a few more, so that ties at the border are settled: by
/// both stages of the ranking, a pasted text part by part. What holds the phrases that the question
/// cites comes first. Throws DeadlineExceeded.
Result<Matched> Match(const Task& task, const query::QueryPlan& plan,
                      const query::BuiltQuery& built);

}  // namespace funnel::search
