// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_records.h"
#include "searcher/explain/search_trace.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"
#include "searcher/search/confidence.h"
#include "searcher/search/match.h"

namespace funnel::search {

/// What a question has found in one ranking language.
struct Asked {
  std::string language;                            ///< base::RankingLanguage.
  std::vector<std::string> langs;                  ///< The languages of the base in it.
  std::unique_ptr<query::TermCounts> counts;       ///< Of the database that was asked.
  const store::ForwardRecords* records = nullptr;  ///< Of its documents.
  double size = 1;  ///< Its articles for each of the largest language's.
  query::QueryPlan plan;
  query::BuiltQuery built;
  Matched matched;
  std::string translated_from;  ///< Empty where the question was asked as it stands.
  bool relaxed = false;         ///< See SearchResponse.
  ConfidenceFeatures features;
  double confidence = 0;  ///< That the first candidate answers; 0 without one.
  /// Whether the question's own language is another: then it has to answer better to come first.
  bool other = false;
  double others = 1;  ///< So many other languages may be asked: at least 1.
  std::unique_ptr<explain::SearchTrace> trace;

  const Xapian::Database& database() const { return counts->database(); }

  /// What the candidate at that index is ordered by among those of other languages: the probability
  /// that it answers, the further behind the first the less, and less in another language.
  double Probability(std::size_t index) const;
};

}  // namespace funnel::search
