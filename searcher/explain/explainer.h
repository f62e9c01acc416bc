// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "funnel/explanation.h"
#include "funnel/ranking.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "indexer/store/forward/forward_records.h"
#include "searcher/explain/search_trace.h"

namespace funnel::explain {

/// Says why articles stand where a search in one ranking language has put them. All that it is
/// given must outlive it.
class Explainer {
 public:
  /// The hit that a candidate becomes: the article of its family that the reader is shown.
  using Shown = std::function<Result<Hit>(const rank::Candidate&)>;

  Explainer(const SearchTrace& trace, const Xapian::Database& database,
            const store::ForwardRecords& records, const RankingParameters& ranking);

  ExplainedQuery Query() const;

  /// The document to explain of those that have one id in one of `langs`: what was found or is
  /// shown, else the first; 0 for none.
  Result<Xapian::docid> Find(const std::string& id, const std::vector<std::string>& langs,
                             const Shown& shown);

  /// Whether a document is among the candidates.
  bool IsCandidate(Xapian::docid document) const;

  Result<ExplainedArticle> Explain(Xapian::docid document, const Shown& shown);

 private:
  /// Index in the ranking of the candidate of that family; its size if there is none.
  std::size_t IndexOfFamily(const std::string& family) const;

  void ExplainFirstStage(Xapian::docid document, ExplainedArticle& out) const;
  void ExplainSecondStage(const SearchTrace::Judgement& judged, ExplainedArticle& out) const;
  Standing WhyNotFound(Xapian::docid document, const ExplainedArticle& article) const;
  std::vector<std::string> Missing(const ExplainedArticle& article) const;

  const SearchTrace& trace_;
  const Xapian::Database& database_;
  const store::ForwardRecords& records_;
  const RankingParameters& ranking_;
  std::vector<std::string> families_;  ///< Of the ranking.
};

}  // namespace funnel::explain
