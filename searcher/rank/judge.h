// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/candidate.h"
#include "searcher/rank/reranker.h"

namespace funnel::rank {

/// What stage 2 says of a document.
struct Judged {
  Xapian::docid document = 0;
  RecordFeatures features;
  std::vector<std::size_t> title_terms;  ///< Indexes in BuiltQuery::terms, sorted.
};

/// Judges `documents`, candidates of one query in `database`, against each other, in their order.
/// `best` is the best score of stage 1.
std::vector<Judged> Judge(const query::QueryPlan& plan, const query::BuiltQuery& built,
                          const std::vector<Xapian::docid>& documents,
                          const Xapian::Database& database, const RecordOf& record_of, double best,
                          const RankingParameters& ranking);

}  // namespace funnel::rank
