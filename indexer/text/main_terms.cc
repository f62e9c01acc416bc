// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/main_terms.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/text/lanes.h"

namespace funnel::text {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

std::string Prefixed(const Term& term) { return schema::IndexTerm(term.lane, term.text); }

}  // namespace

std::vector<MainTerm> MainTerms(const AnalyzedText& text) {
  std::vector<MainTerm> terms;
  for (const Term& term : text.terms) {
    if (term.stop || term.stemmed || (term.lane != Lane::kStem && term.lane != Lane::kWord)) {
      continue;
    }
    terms.push_back({Prefixed(term), term.begin, term.end});
  }
  // At one place the longer word comes first.
  std::stable_sort(terms.begin(), terms.end(), [](const MainTerm& a, const MainTerm& b) {
    return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
  });
  return terms;
}

std::string_view TextOf(std::string_view index_term) {
  const std::string_view stem = schema::kLanePrefix[static_cast<std::size_t>(Lane::kStem)];
  return index_term.starts_with(stem) ? index_term.substr(stem.size()) : index_term;
}

std::vector<std::string> PartsOf(std::string_view term) {
  std::vector<std::string> parts;
  if (!term.starts_with(schema::kLanePrefix[static_cast<std::size_t>(Lane::kStem)])) return parts;
  for (const std::string& gram : LetterGrams(TextOf(term))) {
    parts.push_back(schema::IndexTerm(Lane::kNgram, gram));
  }
  return parts;
}

std::vector<std::string> PairsOf(const AnalyzedText& text, const std::vector<MainTerm>& words) {
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const Place place{words[i].begin, words[i + 1].end};
    for (const Term& term : text.terms) {
      if ((term.lane == Lane::kPair || term.lane == Lane::kSkipPair) &&
          Place{term.begin, term.end} == place) {
        pairs.push_back(Prefixed(term));
        break;
      }
    }
  }
  return pairs;
}

}  // namespace funnel::text
