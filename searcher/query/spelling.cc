// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/edit_distance.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"
#include "searcher/query/known_words.h"

namespace funnel::query {
namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kTwoEditsFrom = 8;
constexpr std::size_t kMostWords = 3;
// From either end of one word: looking at more of the vocabulary takes longer than the search.
constexpr std::size_t kMostLooks = 10'000;
constexpr std::size_t kMostMisspellings = 6;

/// Whether a word of the base begins with one of so few letters: then that is what was meant, not
/// "read" by "road".
bool BeginsWords(const std::string& word, std::size_t letters, TermCounts& counts,
                 LookBudget& budget) {
  constexpr std::size_t kMostLetters = 4;
  constexpr std::size_t kFew = 100;
  bool begins = false;
  if (letters > kMostLetters) return false;
  KnownWords(counts).Beginning(word, kFew, budget, [&](const std::string& other, auto&& documents) {
    begins = begins || (other.size() > word.size() && documents() > 0);
  });
  return begins;
}

bool IsAlphabetic(std::u32string_view word) {
  return std::all_of(word.begin(), word.end(), [](char32_t c) {
    return text::Inflects(text::ScriptOf(static_cast<UChar32>(c))) || c == U'\'';
  });
}

std::size_t MostEdits(std::size_t length) { return length < kTwoEditsFrom ? 1 : 2; }

std::string Utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) base::AppendUtf8(c, text);
  return text;
}

}  // namespace

// One edit leaves one of the halves of a word as it is, two mostly one of its outer thirds, else
// the first letter: only words that begin or end with such a piece are looked at.
std::vector<CloseWord> FindCloseWords(const std::string& utf8, TermCounts& counts,
                                      LookBudget& budget) {
  const std::u32string word = base::Characters(utf8);
  const std::size_t most = MostEdits(word.size());
  std::vector<CloseWord> close;
  const auto look = [&](const std::string& other, auto&& documents) {
    if (other.size() > 4 * (word.size() + most)) return;
    const std::u32string candidate = base::Characters(other);
    if (candidate.size() + most < word.size() || candidate.size() > word.size() + most) return;
    const std::size_t edits = base::EditDistance(word, candidate, most);
    if (edits > most || !IsAlphabetic(candidate)) return;
    // Of a word that ends so, articles may have gone.
    if (const Xapian::doccount having = documents(); having > 0) {
      close.push_back({edits, having, other});
    }
  };
  const KnownWords vocabulary(counts);
  const std::u32string_view letters = word;
  const std::size_t piece = letters.size() / (most + 1);
  vocabulary.Beginning(Utf8(letters.substr(0, piece)), kMostLooks, budget, look);
  vocabulary.Ending(Utf8(letters.substr(letters.size() - piece)), kMostLooks, budget, look);
  if (close.empty() && most > 1) {
    vocabulary.Beginning(Utf8(letters.substr(0, 1)), kMostLooks, budget, look);
  }
  std::sort(close.begin(), close.end(), [](const CloseWord& a, const CloseWord& b) {
    if (a.edits != b.edits) return a.edits < b.edits;
    return a.documents != b.documents ? a.documents > b.documents : a.word < b.word;
  });
  close.erase(std::unique(close.begin(), close.end(),
                          [](const CloseWord& a, const CloseWord& b) { return a.word == b.word; }),
              close.end());
  return close;
}

bool IsCorrectable(const std::string& word) {
  const std::u32string characters = base::Characters(word);
  return characters.size() >= kShortestWord && IsAlphabetic(characters);
}

namespace {

/// The closest, the commonest first.
std::vector<std::string> Closest(const std::vector<CloseWord>& close) {
  std::vector<std::string> words;
  for (const CloseWord& one : close) {
    if (words.size() == kMostWords || one.edits > close.front().edits) break;
    words.push_back(one.word);
  }
  return words;
}

}  // namespace

std::vector<Misspelling> FindMisspellings(const QueryPlan& plan, TermCounts& counts,
                                          LookBudget& budget) {
  // Nobody has typed so much.
  if (plan.text.size() > kMaxQueryBytes) return {};
  std::set<std::pair<std::uint32_t, std::uint32_t>> known;
  const auto in_known = [&](const PlannedTerm& word) {
    return std::any_of(known.begin(), known.end(), [&](const auto& place) {
      return word.begin >= place.first && word.end <= place.second;
    });
  };
  // A word whose stem or unmarked form the base has is not misspelt.
  for (const PlannedTerm& term : plan.terms) {
    const bool form = term.lane == Lane::kStem || term.lane == Lane::kFold;
    if (form && counts.Documents(term.term) > 0) known.emplace(term.begin, term.end);
  }
  std::vector<Misspelling> misspellings;
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const PlannedTerm& word = plan.terms[i];
    if (word.lane != Lane::kWord || in_known(word) || InIdentifier(plan, word)) continue;
    if (counts.Documents(word.term) > 0) continue;
    if (!IsCorrectable(word.term)) continue;
    // A second form of a word has its stem at the place of the first.
    if (word.stemmed && KnownWords(counts).Documents(word.term) > 0) continue;
    std::vector<std::string> words = Closest(FindCloseWords(word.term, counts, budget));
    if (BeginsWords(word.term, base::CountCharacters(word.term), counts, budget)) {
      std::erase_if(words, [&](const std::string& other) { return !other.starts_with(word.term); });
    }
    if (!words.empty()) misspellings.push_back({i, std::move(words)});
    if (misspellings.size() == kMostMisspellings || budget.left() == 0) break;
  }
  return misspellings;
}

}  // namespace funnel::query
