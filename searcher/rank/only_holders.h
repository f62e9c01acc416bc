// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "indexer/store/forward/forward_records.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"
#include "searcher/rank/judge.h"

namespace funnel::rank {

inline constexpr std::size_t kMostHolders = 3;

/// A manual of many pages may alone have all words of a short question (those that mean something):
/// BM25 gives a word of so long a text so little that one of the words in a short text would count
/// more. The terms of documents say whether they have a word: the record of a long text does not
/// have all of it.

/// The documents, much longer than the average, that have all words: at most kMostHolders, else
/// none, as it is nothing special then. Costs a look at each posting of the rarest word.
std::vector<Xapian::docid> LongHolders(const query::QueryPlan& plan, const query::BuiltQuery& built,
                                       query::TermCounts& counts,
                                       const store::ForwardRecords& records);

/// Sets RecordFeatures::only of those among `judged`, candidates mostly much shorter, of which none
/// other has much more than a half of the question.
void FindOnlyHolders(const query::QueryPlan& plan, const query::BuiltQuery& built,
                     query::TermCounts& counts, const store::ForwardRecords& records,
                     std::vector<Judged>& judged);

}  // namespace funnel::rank
