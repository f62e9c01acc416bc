// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/near_words.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/main_terms.h"
#include "searcher/query/word_splitter.h"

namespace funnel::translate {
namespace {

/// Words of the lexicon that begin like an unknown word of the query: at most so many, that have so
/// many letters and such a share of the word's letters in common with it.
constexpr std::size_t kMostNear = 8;
constexpr std::size_t kLeastCommonLetters = 4;
constexpr double kLeastCommonShare = 0.5;
constexpr double kLeastNearProbability = 0.05;

/// Of a word of which the last part only is known: that part's letters, and how much it says of the
/// whole.
constexpr std::size_t kShortestHead = 5;
constexpr double kHeadShare = 0.6;

using Translations = std::vector<store::Translation>;

double Letters(std::string_view index_term) {
  return static_cast<double>(base::CountCharacters(text::TextOf(index_term)));
}

/// The parts of a compound are stems, too, or nearly: its links end as stems do not.
Translations FindStem(const store::Lexicon& lexicon, std::string_view text) {
  return lexicon.Find(schema::IndexTerm(Lane::kStem, text));
}

Translations OfParts(const store::Lexicon& lexicon, std::string_view word,
                     query::LookBudget& budget) {
  Translations targets;
  const auto weight = [&](std::string_view piece) {
    if (!budget.Take()) return -1.0;
    return FindStem(lexicon, piece).empty() ? -1.0 : std::log(Letters(piece));
  };
  for (const std::string_view part : query::SplitCompound(word, weight)) {
    for (const store::Translation& target : FindStem(lexicon, part)) {
      AddTarget(target.term, target.probability, targets);
    }
  }
  return targets;
}

void AddWordsThatBeginAlike(const store::Lexicon& lexicon, std::string_view term,
                            Translations& targets) {
  std::size_t common = 0;
  const std::vector<store::LexiconEntry> near =
      lexicon.FindNear(term, kLeastCommonLetters, kMostNear, common);
  const double shared = Letters(term.substr(0, common));
  const double all = Letters(term);
  if (near.empty() || shared < kLeastCommonLetters || shared < kLeastCommonShare * all) return;
  std::map<std::string, double> sums;
  for (const store::LexiconEntry& entry : near) {
    const double share = shared / std::max(all, Letters(entry.source));
    for (const store::Translation& target : entry.targets) {
      sums[target.term] += share * share * target.probability / static_cast<double>(near.size());
    }
  }
  for (const auto& [target, probability] : sums) {
    if (probability >= kLeastNearProbability) AddTarget(target, probability, targets);
  }
}

/// The longest known word that `word` ends with.
void AddHead(const store::Lexicon& lexicon, std::string_view word, query::LookBudget& budget,
             Translations& targets) {
  const std::vector<std::size_t> places = query::LetterPlaces(word);
  for (std::size_t i = 1; i + kShortestHead < places.size() && budget.Take(); ++i) {
    const Translations head = FindStem(lexicon, word.substr(places[i]));
    if (head.empty()) continue;
    for (const store::Translation& target : head) {
      AddTarget(target.term, kHeadShare * target.probability, targets);
    }
    return;
  }
}

}  // namespace

Translations GuessByForm(const store::Lexicon& lexicon, std::string_view term,
                         query::LookBudget& budget) {
  const bool compounds = query::MakesCompounds(lexicon.from());
  const std::string_view word = text::TextOf(term);
  Translations targets;
  if (compounds) targets = OfParts(lexicon, word, budget);
  if (!targets.empty() || !budget.Take()) return targets;
  AddWordsThatBeginAlike(lexicon, term, targets);
  AddHead(lexicon, word, budget, targets);
  return targets;
}

void AddTarget(const std::string& term, double probability, Translations& targets) {
  const auto same =
      std::find_if(targets.begin(), targets.end(),
                   [&](const store::Translation& target) { return target.term == term; });
  if (same == targets.end()) {
    targets.push_back({term, std::min(1.0, probability)});
  } else {
    same->probability = std::min(1.0, same->probability + probability);
  }
}

}  // namespace funnel::translate
