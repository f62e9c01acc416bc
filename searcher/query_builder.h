// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

#include <xapian.h>

#include "funnel/ranking.h"
#include "searcher/query_plan.h"

namespace funnel {

/// A plan as Xapian runs it over one base.
struct BuiltQuery {
  Xapian::Query query;
  /// Weight of every term that is searched, idf included: what a match of it is worth.
  std::unordered_map<std::string, double> weights;

  bool empty() const { return weights.empty(); }
};

/// Weighs the terms of `plan` by the statistics of `database` and keeps, lane by lane, the rarest
/// ranking.max_terms_per_lane of them, so that no query costs more than the cap.
BuiltQuery BuildQuery(const QueryPlan& plan, const Xapian::Database& database,
                      const RankingParameters& ranking);

/// `query`, thrown out of with DeadlineExceeded once `deadline` has passed.
Xapian::Query WithDeadline(const Xapian::Query& query,
                           std::chrono::steady_clock::time_point deadline);

/// Thrown by a match that ran into its deadline.
struct DeadlineExceeded {};

}  // namespace funnel
