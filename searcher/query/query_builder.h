// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/structured_term.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// A planned term as one base has it.
struct SearchedTerm {
  std::size_t planned = 0;            ///< Index in QueryPlan::terms.
  std::string term;                   ///< The planned one, or a longer identifier that it begins.
  Xapian::doccount documents = 0;     ///< That hold it.
  Xapian::termcount occurrences = 0;  ///< In all documents together.
  double weight = 0;                  ///< Factor of its BM25 score.
};

/// One summand of a query's score.
struct QueryLeaf {
  Lane lane = Lane::kWord;
  std::uint32_t begin = 0;  ///< Place in QueryPlan::text.
  std::uint32_t end = 0;
  bool stop = false;                ///< A function word: it only orders what other leaves find.
  std::vector<StructuredTerm> any;  ///< Of which the best counts; a plain term is the only one.
  /// Leaves of the query (by index) that say the same in other words: it adds what it weighs more
  /// than they do together.
  std::vector<std::size_t> instead_of = {};
};

/// A plan as one base is searched for it.
struct BuiltQuery {
  std::vector<QueryLeaf> leaves;      ///< A document's score is what they weigh in it together.
  std::vector<Requirement> phrases;   ///< QueryPlan's.
  std::vector<Requirement> excluded;  ///< QueryPlan's.
  std::vector<SearchedTerm> terms;
  /// Weight of every term that is searched, idf included: what a match of it is worth.
  std::unordered_map<std::string, double> weights;

  bool translated = false;  ///< It holds terms of other languages than was asked in.

  bool empty() const { return weights.empty(); }

  /// The weights of `terms`, in their order.
  std::vector<double> TermWeights() const;
};

/// Weighs the terms of `plan` by the statistics of a base and keeps, lane by lane, the rarest
/// ranking.max_terms_per_lane of them, so that no query costs more than the cap. `extra` are leaves
/// that score beside the plan's terms.
BuiltQuery BuildQuery(const QueryPlan& plan, TermCounts& counts, const RankingParameters& ranking,
                      std::vector<QueryLeaf> extra = {});

/// True if several terms of one `lane` and place are alternatives, of which the best counts.
bool HasAlternatives(Lane lane);

}  // namespace funnel::query
