// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "funnel/explanation.h"
#include "funnel/ranking.h"
#include "searcher/query/query_builder.h"

namespace funnel::explain {

/// The lane of an index term, and its text without prefix.
std::pair<Lane, std::string> SplitTerm(const std::string& index_term);

/// How much a query weighs a structured term: its TermWeight without idf and k1.
double FactorOf(const query::StructuredTerm& term);

/// Takes the BM25 score of a document apart. Xapian weighs each summand of the query by itself, as
/// it does within the whole: so these are the numbers of the ranking, not others like them.
class TermScorer {
 public:
  TermScorer(const Xapian::Database& database, const RankingParameters& ranking);

  /// What `query` weighs in the document whose unique term is given; nothing if it does not match.
  std::optional<double> Weigh(const Xapian::Query& query, const std::string& unique_term);

  /// The summands that the document matches, the greatest first.
  std::vector<TermScore> Scores(const std::vector<query::QueryLeaf>& leaves, Xapian::docid document,
                                const std::string& unique_term);

 private:
  TermScore Score(const query::QueryLeaf& leaf, Xapian::docid document, double score) const;
  std::uint32_t Wdf(const std::string& term, Xapian::docid document) const;

  const Xapian::Database& database_;
  Xapian::Enquire enquire_;
};

}  // namespace funnel::explain
