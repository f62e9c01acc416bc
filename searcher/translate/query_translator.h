// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/ranking.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/structured_term.h"
#include "searcher/translate/lexicon_shelf.h"

namespace funnel::translate {

/// What one word of a query, or several that are one term, is called in another language.
struct TranslatedWord {
  Lane lane = Lane::kWord;  ///< kWord for words, kPair for neighbours.
  std::uint32_t begin = 0;  ///< Place in QueryPlan::text.
  std::uint32_t end = 0;
  std::string lang;
  std::vector<query::WeightedAlternative> any;
};

/// A query as other languages would ask it.
struct TranslatedQuery {
  std::string from;                   ///< The language that it was read in.
  std::vector<TranslatedWord> words;  ///< By place, then by language.
  /// Places of the words that mean something and that no lexicon knows.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unknown;
  std::size_t known = 0;  ///< Words of the query that a lexicon knows.

  bool empty() const { return words.empty(); }
  /// One line for tests: "[0,7)ja:印刷*0.81|プリント*0.12 ...".
  std::string ToString() const;
};

/// Languages so near to each other that an article in one answers a reader of the other, and that a
/// lexicon of one serves a query in the other: "yue" -> "zh-Hant", "zh-Hans". Without `lang`
/// itself.
std::vector<std::string> NearLanguages(std::string_view lang);

/// Whether a query in `from` can be put into any of the languages `to`.
bool CanTranslate(const std::string& from, const std::vector<std::string>& to,
                  const LexiconShelf& lexicons);

/// Translates queries, word by word. Holds an Analyzer: one per thread.
class QueryTranslator {
 public:
  /// The text of `plan` (its first kMaxQueryBytes) read in the language `from`, in the languages
  /// `to` as far as `lexicons` know its words. The longest term of several words that a lexicon has
  /// joins the words themselves. A word that no lexicon has is what sounds like it in the base and
  /// what words that begin like it are called; if there is nothing, it stays what it is in the
  /// pairs with its neighbours. Each look into a lexicon by anything but a word of the query is
  /// taken from `budget`.
  TranslatedQuery Translate(const query::QueryPlan& plan, const std::string& from,
                            const std::vector<std::string>& to, const LexiconShelf& lexicons,
                            const RankingParameters& ranking, query::LookBudget& budget);

 private:
  Analyzer analyzer_;
};

}  // namespace funnel::translate
