// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/ranking.h"
#include "searcher/query/deadline.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/translate/lexicon_shelf.h"
#include "searcher/translate/query_translator.h"

namespace funnel::translate {

/// Searches in other languages what the base does not answer in the query's own, by the lexicons
/// that `funnel-indexer learn` put into it. One per thread.
class CrossLanguage {
 public:
  /// What a search has found so far.
  struct Found {
    const query::QueryPlan& plan;
    const std::string& reader_lang;              ///< Canonical or empty.
    const std::vector<std::string>& base_langs;  ///< The languages of the base.
    const std::string& generation;               ///< Of the base, in view.
    const std::vector<Xapian::docid>& best;      ///< Its hits, best first.
  };

  /// `dir` is the knowledge base.
  explicit CrossLanguage(std::filesystem::path dir) : dir_(std::move(dir)) {}

  /// The query in the other languages of the base, if it needs that: the base has no article in the
  /// query's own language, or the best hits in it hold too little of what is asked (less than
  /// `ranking.translate_below` where every family has an article in that language, all of it where
  /// half of them have not). The query is read in the likeliest language, the reader's where it may
  /// be written in that, or in another if lexicons from that know most of its words. Else empty, at
  /// the price of a look at three hits a language; without lexicons, of one stat(2). Throws
  /// DeadlineExceeded.
  TranslatedQuery Translate(const Found& found, const Xapian::Database& database,
                            const RankingParameters& ranking, const query::Deadline& deadline);

 private:
  /// One state of the base.
  struct Seen {
    std::string generation;
    Xapian::doccount documents = 0;
    Xapian::docid last = 0;

    bool operator==(const Seen&) const = default;
  };

  /// ShareElsewhere, looked up once for each state of the base.
  double Elsewhere(const std::string& from, const std::string& generation,
                   const Xapian::Database& database);

  Seen seen_;
  std::map<std::string, double> elsewhere_;  ///< By language.
  std::filesystem::path dir_;
  LexiconShelf lexicons_;
  QueryTranslator translator_;
};

/// True if an article in `lang` needs no translation for someone who asks in `from`.
bool Answers(std::string_view from, std::string_view lang);

/// The families of those of `hits` that answer in the language `from`, in their order.
std::vector<std::string> OwnFamilies(std::string_view from, const std::vector<Xapian::docid>& hits,
                                     const Xapian::Database& database);

/// BuildQuery of a plan and its translation: in place of each translated word stands the best
/// of one structured term for each language, the word itself among its alternatives. The
/// alternatives join the plan, at no weight of their own, so that reranking and snippets know them.
/// Adds the summands of its score to `leaves`, if given.
query::BuiltQuery BuildTranslatedQuery(query::QueryPlan& plan, const TranslatedQuery& translated,
                                       const Xapian::Database& database,
                                       const RankingParameters& ranking,
                                       std::vector<query::QueryLeaf>* leaves = nullptr);

}  // namespace funnel::translate
