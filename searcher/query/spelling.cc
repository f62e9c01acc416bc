// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/edit_distance.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"

namespace funnel::query {
namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kTwoEditsFrom = 8;
constexpr std::size_t kMostWords = 3;
// For one word, looking at more of the vocabulary than this takes longer than the search.
constexpr std::size_t kMostLooks = 50'000;
constexpr std::size_t kMostMisspellings = 6;

std::u32string Characters(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    characters.push_back(base::NextCharacter(text, at));
  }
  return characters;
}

bool IsAlphabetic(std::u32string_view word) {
  return std::all_of(word.begin(), word.end(), [](char32_t c) {
    return text::Inflects(text::ScriptOf(static_cast<UChar32>(c))) || c == U'\'';
  });
}

std::size_t MostEdits(std::size_t length) { return length < kTwoEditsFrom ? 1 : 2; }

/// Words of the base that begin as `word` does and are close to it.
std::vector<std::string> CloseWords(const std::u32string& word, const Xapian::Database& database,
                                    LookBudget& budget) {
  std::string first_letter;
  base::AppendUtf8(word.front(), first_letter);
  const std::size_t most = MostEdits(word.size());
  std::vector<std::tuple<std::size_t, Xapian::doccount, std::string>> close;
  std::size_t looks = 0;
  for (auto at = database.allterms_begin(first_letter);
       at != database.allterms_end(first_letter) && looks < kMostLooks && budget.Take();
       ++at, ++looks) {
    const std::string term = *at;
    if (term.size() > 4 * (word.size() + most)) continue;
    const std::u32string candidate = Characters(term);
    if (candidate.size() + most < word.size() || candidate.size() > word.size() + most) continue;
    const std::size_t edits = base::EditDistance(word, candidate, most);
    if (edits > most || !IsAlphabetic(candidate)) continue;
    close.emplace_back(edits, at.get_termfreq(), term);
  }
  std::sort(close.begin(), close.end(), [](const auto& a, const auto& b) {
    if (std::get<0>(a) != std::get<0>(b)) return std::get<0>(a) < std::get<0>(b);
    if (std::get<1>(a) != std::get<1>(b)) return std::get<1>(a) > std::get<1>(b);
    return std::get<2>(a) < std::get<2>(b);
  });
  std::vector<std::string> words;
  for (const auto& [edits, documents, term] : close) {
    if (words.size() < kMostWords && edits == std::get<0>(close.front())) words.push_back(term);
  }
  return words;
}

}  // namespace

std::vector<Misspelling> FindMisspellings(const QueryPlan& plan, const Xapian::Database& database,
                                          LookBudget& budget) {
  // Nobody has typed so much.
  if (plan.text.size() > kMaxQueryBytes) return {};
  // What stands inside an identifier is no word of a language.
  std::set<std::pair<std::uint32_t, std::uint32_t>> known;
  for (const PlannedTerm& term : plan.terms) {
    if (term.lane == Lane::kIdentifier) known.emplace(term.begin, term.end);
  }
  const auto in_known = [&](const PlannedTerm& word) {
    return std::any_of(known.begin(), known.end(), [&](const auto& place) {
      return word.begin >= place.first && word.end <= place.second;
    });
  };
  // Nor is a word whose stem or unmarked form the base has.
  for (const PlannedTerm& term : plan.terms) {
    const bool form = term.lane == Lane::kStem || term.lane == Lane::kFold;
    if (form && database.get_termfreq(term.term) > 0) known.emplace(term.begin, term.end);
  }
  std::vector<Misspelling> misspellings;
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const PlannedTerm& word = plan.terms[i];
    if (word.lane != Lane::kWord || in_known(word)) continue;
    if (database.get_termfreq(word.term) > 0) continue;
    const std::u32string characters = Characters(word.term);
    if (characters.size() < kShortestWord || !IsAlphabetic(characters)) continue;
    std::vector<std::string> words = CloseWords(characters, database, budget);
    if (!words.empty()) misspellings.push_back({i, std::move(words)});
    if (misspellings.size() == kMostMisspellings || budget.left() == 0) break;
  }
  return misspellings;
}

}  // namespace funnel::query
