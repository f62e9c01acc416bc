// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/translate/lexicon_shelf.h"
#include "searcher/translate/query_translator.h"

namespace funnel::translate {

/// Puts questions into other languages, by the lexicons that `funnel-indexer learn` put into the
/// base. One per thread.
class CrossLanguage {
 public:
  /// `dir` is the knowledge base.
  explicit CrossLanguage(std::filesystem::path dir) : dir_(std::move(dir)) {}

  /// Whether a lexicon leads from one of the languages `from`, or from English, into one of `to`;
  /// not from none. Costs a stat(2).
  bool Reaches(const std::vector<std::string>& from, const std::vector<std::string>& to,
               const std::string& generation);

  /// The text of `plan`, which may be written in one of the languages `from` (the likeliest first)
  /// or in English, in the languages `to`: from the likeliest, or from another whose lexicons know
  /// most of its words. Empty where no lexicon knows any. Each look by anything but a word is taken
  /// from `budget`. Throws DeadlineExceeded.
  TranslatedQuery Translate(const query::QueryPlan& plan, const std::vector<std::string>& from,
                            const std::vector<std::string>& to, const std::string& generation,
                            const RankingParameters& ranking, query::LookBudget& budget);

  /// What an article in one of the languages `to` may not have if `text`, written in `from`, is
  /// excluded: for each of its words one of its likely translations. Empty where a word has none.
  query::Requirement TranslateExclusion(std::string_view text, const std::string& from,
                                        const std::vector<std::string>& to,
                                        const std::string& generation,
                                        const RankingParameters& ranking,
                                        query::LookBudget& budget);

 private:
  std::filesystem::path dir_;
  LexiconShelf lexicons_;
  QueryTranslator translator_;
};

/// True if an article in `lang` needs no translation for someone who asks in `from`.
bool Answers(std::string_view from, std::string_view lang);

/// BuildQuery of a plan and its translation into the languages of a database: in place of each
/// translated word stands a structured term of its translations. These join the plan, at no weight
/// of their own, so that reranking and snippets know them.
query::BuiltQuery BuildTranslatedQuery(query::QueryPlan& plan, const TranslatedQuery& translated,
                                       query::TermCounts& counts, const RankingParameters& ranking);

}  // namespace funnel::translate
