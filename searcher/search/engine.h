// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/search/match.h"
#include "searcher/search/plan.h"
#include "searcher/search/task.h"
#include "searcher/translate/cross_language.h"

namespace funnel::search {

/// Takes a request from its words to its hits: plan, match, translate, order, show. Holds what one
/// request learns for the next. One per thread.
class Engine {
 public:
  /// `dir` is the knowledge base.
  explicit Engine(const std::filesystem::path& dir) : planner_(dir), cross_language_(dir) {}

  /// Leaves out what there is no time for. Throws DeadlineExceeded where nothing was found in time,
  /// and what Xapian throws.
  Result<SearchResponse> Search(const Task& task);

  Analyzer& analyzer() { return analyzer_; }

 private:
  /// What is searched, and what that found.
  struct Finding {
    query::QueryPlan plan;
    query::BuiltQuery built;
    Matched matched;
    std::string translated_from;  ///< The language asked in, where others were searched.
  };

  /// Searches in other languages what is not answered in its own. Throws DeadlineExceeded and
  /// leaves `finding` as it was.
  Result<void> Translate(const Task& task, Finding& finding);

  Result<void> Show(const Task& task, const Finding& finding, SearchResponse& response);

  QuestionPlanner planner_;
  translate::CrossLanguage cross_language_;
  Analyzer analyzer_;
};

}  // namespace funnel::search
