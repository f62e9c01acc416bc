// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/main_terms.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "funnel/index_schema.h"

namespace funnel::text {

std::vector<MainTerm> MainTerms(const AnalyzedText& text) {
  using Place = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<Place> stemmed;
  for (const Term& term : text.terms) {
    if (term.lane == Lane::kStem) stemmed.emplace_back(term.begin, term.end);
  }
  std::sort(stemmed.begin(), stemmed.end());
  std::vector<MainTerm> terms;
  for (const Term& term : text.terms) {
    if (term.stop || (term.lane != Lane::kStem && term.lane != Lane::kWord)) continue;
    if (term.lane == Lane::kWord &&
        std::binary_search(stemmed.begin(), stemmed.end(), Place{term.begin, term.end})) {
      continue;
    }
    terms.push_back({IndexTerm(kLanePrefix[static_cast<std::size_t>(term.lane)], term.text),
                     term.position, term.begin, term.end});
  }
  // At one place the longer word comes first.
  std::stable_sort(terms.begin(), terms.end(), [](const MainTerm& a, const MainTerm& b) {
    return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
  });
  return terms;
}

}  // namespace funnel::text
