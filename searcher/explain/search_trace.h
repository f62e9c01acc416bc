// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/explanation.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/candidate.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/reranker.h"
#include "searcher/translate/query_translator.h"

namespace funnel::explain {

/// What a search did on the way to its hits. A search that nobody asks to explain has none, and
/// does the same; what is explained is what ranked.
struct SearchTrace {
  /// Words that joined the plan.
  struct Addition {
    TermOrigin origin = TermOrigin::kSpelling;
    std::uint32_t begin = 0;  ///< Place in QueryPlan::text that they stand for.
    std::uint32_t end = 0;
    std::string words;      ///< Empty where the reader must not be told.
    double factor = 1;      ///< Of a term's weight.
    std::size_t terms = 0;  ///< The plan's terms up to this index, from the addition before it on.
  };

  /// What stage 1 and 2 said of a candidate.
  struct Judgement {
    std::size_t rank = 0;  ///< In stage 1, from 1.
    double score = 0;      ///< Of stage 1.
    std::optional<rank::RecordFeatures> features;
    std::vector<std::size_t> title_terms;  ///< Indexes in BuiltQuery::terms.
  };

  const query::CompiledFilter* filter = nullptr;  ///< What is found meets it, if given.
  std::vector<std::string> langs;                 ///< Of the articles that were asked.
  std::size_t planned = 0;  ///< So many of the plan's terms were there before any addition.
  std::vector<Addition> additions;
  query::QueryPlan plan;  ///< As it was searched at last.
  query::BuiltQuery built;
  std::vector<rank::SearchedPart> parts;  ///< Of a pasted text; then the scores are theirs.
  translate::TranslatedQuery translated;  ///< Empty where the query was not translated.
  std::unordered_map<Xapian::docid, Judgement> judged;
  double best = 0;                       ///< The best score of stage 1.
  RerankWeights rerank;                  ///< Of stage 2.
  std::vector<rank::Candidate> ranking;  ///< All candidates, best first.

  /// Forgets the match before, which another follows.
  void StartMatch(const query::QueryPlan& searched_plan, const query::BuiltQuery& searched) {
    plan = searched_plan;
    built = searched;
    parts.clear();
    judged.clear();
    best = 0;
  }
};

}  // namespace funnel::explain
