// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/phrase_match.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "searcher/query/sought_word.h"

namespace funnel::rank {

PhraseMatch::PhraseMatch(const std::vector<query::Requirement>& phrases) {
  for (const query::Requirement& phrase : phrases) {
    for (const std::vector<std::string>& any : phrase.pairs) {
      std::vector<Pair>& alternatives = pairs_.emplace_back();
      for (const std::string& both : any) {
        const std::size_t space = both.find(' ');
        alternatives.emplace_back(query::Sought(std::string_view(both).substr(0, space)).tag,
                                  query::Sought(std::string_view(both).substr(space + 1)).tag);
      }
    }
  }
}

bool PhraseMatch::Holds(const store::ForwardRecord& record) const {
  if (record.bounded()) return true;
  return std::all_of(pairs_.begin(), pairs_.end(), [&](const std::vector<Pair>& any) {
    for (std::size_t i = 0; i + 1 < record.word_count(); ++i) {
      for (const auto& [first, second] : any) {
        if (((record.word(i) ^ first) & store::kMainBits) == 0 &&
            ((record.word(i + 1) ^ second) & store::kMainBits) == 0) {
          return true;
        }
      }
    }
    return false;
  });
}

}  // namespace funnel::rank
