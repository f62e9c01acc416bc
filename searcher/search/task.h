// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/searcher.h"
#include "indexer/store/forward/forward_records.h"
#include "indexer/store/reader.h"
#include "searcher/explain/search_trace.h"
#include "searcher/query/deadline.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/query/term_counts.h"

namespace funnel::search {

/// One request to one state of a base. Borrows all that it names.
struct Request {
  const SearchRequest& request;
  const std::string& reader_lang;  ///< Canonical, or empty.
  store::Reader& reader;
  const RankingParameters& ranking;
  query::Deadline deadline;
  const query::CompiledFilter* filter = nullptr;  ///< What is found meets it, if given.
  bool explained = false;                         ///< Note what is done. The same is done without.
  bool own_only = false;  ///< Ask in no language but the question's own, whatever is found.

  /// Whether nothing is asked: then all that meets the filter is listed.
  bool Browses() const { return request.query.empty(); }

  /// Whether all that is found is wanted, not the best of it alone.
  bool Counts() const { return filter != nullptr || !request.facets.empty(); }
};

/// A question as it is asked in one ranking language. Borrows all that it names.
struct Task {
  const SearchRequest& request;
  const std::string& reader_lang;              ///< Canonical, or empty.
  const std::vector<std::string>& base_langs;  ///< Those of the base in the ranking language.
  const std::string& generation;               ///< Of the base, in view.
  query::TermCounts& counts;                   ///< Of the articles in the ranking language.
  const store::ForwardRecords& records;        ///< Theirs.
  query::PostingScorer& scorer;
  const RankingParameters& ranking;
  query::Deadline deadline;
  const query::CompiledFilter* filter = nullptr;  ///< As in Request.
  bool counts_all = false;                        ///< Request::Counts.
  explain::SearchTrace* trace = nullptr;          ///< Where to note what is done, if anywhere.
  bool translated = false;                        ///< The words will be those of another language.

  /// So many of the best are asked for.
  std::size_t Wanted() const { return request.offset + request.limit; }
};

}  // namespace funnel::search
