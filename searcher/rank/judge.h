// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "funnel/ranking.h"
#include "indexer/store/forward/forward_records.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/reranker.h"

namespace funnel::rank {

/// What stage 2 says of a document.
struct Judged {
  Xapian::docid document = 0;
  RecordFeatures features;
  std::vector<std::size_t> title_terms;  ///< Indexes in BuiltQuery::terms, sorted.
};

/// Judges `documents`, candidates of one query, against each other, in their order; in their
/// database a document has `average_length` terms. `best` is the best score of stage 1.
std::vector<Judged> Judge(const query::QueryPlan& plan, const query::BuiltQuery& built,
                          const std::vector<Xapian::docid>& documents, double average_length,
                          const store::ForwardRecords& records, double best,
                          const RankingParameters& ranking);

}  // namespace funnel::rank
