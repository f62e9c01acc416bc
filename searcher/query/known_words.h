// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/layout/vocabulary.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// The vocabulary of a language, looked through by how words begin or end. `visit(word, documents)`
/// is called for each, `documents` being a function that tells how many are found by it: it costs
/// more than the look. At most `most` words are looked at, each taken from `budget`.
class KnownWords {
 public:
  explicit KnownWords(TermCounts& counts) : counts_(counts) {}

  template <typename Visit>
  void Beginning(std::string_view with, std::size_t most, LookBudget& budget, Visit&& visit) const {
    Look(store::WordKey(with), most, budget, visit);
  }

  /// Only words that are not short: see store/layout/vocabulary.h.
  template <typename Visit>
  void Ending(std::string_view with, std::size_t most, LookBudget& budget, Visit&& visit) const {
    Look(store::WordEndKey(with), most, budget, visit);
  }

  /// The index terms of a word that articles have.
  std::vector<std::string> Terms(std::string_view word) const {
    std::vector<std::string> terms = store::TermsOfWord(counts_.database(), word);
    std::erase_if(terms, [&](const std::string& term) { return counts_.Documents(term) == 0; });
    return terms;
  }

  /// How many articles are found by a word: by the commonest of its terms.
  Xapian::doccount Documents(std::string_view word) const {
    return store::MostDocuments(store::TermsOfWord(counts_.database(), word),
                                [&](const std::string& term) { return counts_.Documents(term); });
  }

 private:
  template <typename Visit>
  void Look(const std::string& prefix, std::size_t most, LookBudget& budget, Visit&& visit) const {
    auto at = counts_.database().synonym_keys_begin(prefix);
    const auto end = counts_.database().synonym_keys_end(prefix);
    for (; at != end && most > 0; ++at, --most) {
      if (!budget.Take()) return;
      const std::string word = store::WordOfKey(*at);
      visit(word, [&] { return Documents(word); });
    }
  }

  TermCounts& counts_;
};

}  // namespace funnel::query
