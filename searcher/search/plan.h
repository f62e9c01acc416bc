// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "searcher/guidance/curation.h"
#include "searcher/query/joined_words.h"
#include "searcher/query/query_plan.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// What a request asks for.
struct PlannedQuestion {
  query::QueryPlan plan;
  std::vector<std::string> pins;  ///< Ids of the articles that authors put on top.
  bool complete = true;           ///< There was time for misspellings and compounds.
};

/// Reads requests: what they say, what their misspelt words may have been meant to be, what they
/// may write together or apart, and what authors say of them. One per thread.
class QuestionPlanner {
 public:
  /// `dir` is the knowledge base.
  explicit QuestionPlanner(std::filesystem::path dir) : dir_(std::move(dir)) {}

  /// Takes a share of the task's time.
  PlannedQuestion Plan(const Task& task);

 private:
  guidance::CuratedQuestion Curated(const Task& task, const query::QueryPlan& plan);
  void AddWritings(const Task& task, const query::Deadline& deadline, query::QueryPlan& plan);
  void AddSpelling(const Task& task, const guidance::CuratedQuestion& curated,
                   const query::Deadline& deadline, query::QueryPlan& plan);
  static void AddLikeWords(const Task& task, const guidance::CuratedQuestion& curated,
                           const query::Deadline& deadline, query::QueryPlan& plan);
  void AddCompounds(const Task& task, const query::Deadline& deadline, query::QueryPlan& plan);
  void AddSynonyms(const Task& task, const guidance::CuratedQuestion& curated,
                   query::QueryPlan& plan);

  std::filesystem::path dir_;
  guidance::Curator curator_;
  query::QueryPlanner planner_;
  query::WritingFinder writings_;
};

}  // namespace funnel::search
