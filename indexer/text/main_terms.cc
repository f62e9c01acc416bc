// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/main_terms.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "funnel/index_schema.h"

namespace funnel::text {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

std::string Prefixed(const Term& term) {
  return IndexTerm(kLanePrefix[static_cast<std::size_t>(term.lane)], term.text);
}

}  // namespace

std::vector<MainTerm> MainTerms(const AnalyzedText& text) {
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
    terms.push_back({Prefixed(term), term.begin, term.end});
  }
  // At one place the longer word comes first.
  std::stable_sort(terms.begin(), terms.end(), [](const MainTerm& a, const MainTerm& b) {
    return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
  });
  return terms;
}

std::vector<std::string> PartsOf(std::string_view term) {
  constexpr std::int32_t kLength = 4;  // as the index has them
  std::vector<std::string> parts;
  if (!term.starts_with(kLanePrefix[static_cast<std::size_t>(Lane::kStem)])) return parts;
  term.remove_prefix(1);
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(term.data(), static_cast<std::int32_t>(term.size())));
  for (std::int32_t i = 0; i + kLength <= units.length(); ++i) {
    std::string part;
    units.tempSubString(i, kLength).toUTF8String(part);
    parts.push_back(IndexTerm(kLanePrefix[static_cast<std::size_t>(Lane::kNgram)], part));
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
