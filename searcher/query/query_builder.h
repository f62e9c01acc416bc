// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/deadline.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/structured_term.h"

namespace funnel::query {

/// A planned term as one base has it.
struct SearchedTerm {
  std::size_t planned = 0;            ///< Index in QueryPlan::terms.
  std::string term;                   ///< The planned one, or a longer identifier that it begins.
  Xapian::doccount documents = 0;     ///< That hold it.
  Xapian::termcount occurrences = 0;  ///< In all documents together.
  double weight = 0;                  ///< Factor of its BM25 score.
};

/// A plan as Xapian runs it over one base.
struct BuiltQuery {
  Xapian::Query query;
  std::vector<SearchedTerm> terms;
  /// Weight of every term that is searched, idf included: what a match of it is worth.
  std::unordered_map<std::string, double> weights;

  bool translated = false;  ///< It holds terms of other languages than was asked in.

  bool empty() const { return weights.empty(); }

  /// The weights of `terms`, in their order.
  std::vector<double> TermWeights() const;
};

/// One summand of a query's score, for explanations: what its leaves weigh in a document is what
/// the whole query weighs there.
struct QueryLeaf {
  Lane lane = Lane::kWord;
  std::uint32_t begin = 0;  ///< Place in QueryPlan::text.
  std::uint32_t end = 0;
  Xapian::Query query;              ///< As it stands in the whole query.
  std::vector<StructuredTerm> any;  ///< Of which the best counts; a plain term is the only one.
};

/// Weighs the terms of `plan` by the statistics of `database` and keeps, lane by lane, the rarest
/// ranking.max_terms_per_lane of them, so that no query costs more than the cap. `extra` are parts
/// that score beside the plan's terms. Adds the summands of the plan's terms to `leaves`, if given.
BuiltQuery BuildQuery(const QueryPlan& plan, const Xapian::Database& database,
                      const RankingParameters& ranking,
                      const std::vector<Xapian::Query>& extra = {},
                      std::vector<QueryLeaf>* leaves = nullptr);

/// Matches the documents that meet `requirement`, but for its pairs.
Xapian::Query RequirementQuery(const Requirement& requirement);

/// True if several terms of one `lane` and place are alternatives, of which the best counts.
bool HasAlternatives(Lane lane);

/// `query`, thrown out of with DeadlineExceeded once `deadline` has passed.
Xapian::Query WithDeadline(const Xapian::Query& query, const Deadline& deadline);

}  // namespace funnel::query
