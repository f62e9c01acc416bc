// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/store/layout/word_end.h"
#include "searcher/query/look_budget.h"

namespace funnel::query {

/// The words of a language, looked through by how they begin or end. `visit(word, documents)` is
/// called for each, `documents` being a function that tells how many have it: it costs more than
/// the look. At most `most` words are looked at, each taken from `budget`.
class KnownWords {
 public:
  explicit KnownWords(const Xapian::Database& database) : database_(database) {}

  template <typename Visit>
  void Beginning(std::string_view with, std::size_t most, LookBudget& budget, Visit&& visit) const {
    const std::string prefix(with);
    auto at = database_.allterms_begin(prefix);
    for (const auto end = database_.allterms_end(prefix); at != end && most > 0; ++at, --most) {
      if (!budget.Take()) return;
      visit(*at, [&] { return at.get_termfreq(); });
    }
  }

  /// Only words with a key: see store/layout/word_end.h.
  template <typename Visit>
  void Ending(std::string_view with, std::size_t most, LookBudget& budget, Visit&& visit) const {
    const std::string prefix = store::Reversed(with);
    auto at = database_.synonym_keys_begin(prefix);
    for (const auto end = database_.synonym_keys_end(prefix); at != end && most > 0; ++at, --most) {
      if (!budget.Take()) return;
      const std::string word = store::Reversed(*at);
      visit(word, [&] { return database_.get_termfreq(word); });
    }
  }

 private:
  const Xapian::Database& database_;
};

}  // namespace funnel::query
