// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/compounds.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "searcher/query/known_words.h"
#include "searcher/query/word_splitter.h"

namespace funnel::query {
namespace {

constexpr std::size_t kMostCompounds = 6;

/// The parts of `word` in the base, with spaces between, or nothing.
std::string Parts(std::string_view word, const KnownWords& vocabulary, LookBudget& budget) {
  std::string parts;
  for (const std::string_view part : SplitCompound(word, [&](std::string_view piece) {
         if (!budget.Take()) return -1.0;
         const Xapian::doccount documents = vocabulary.Documents(piece);
         return documents > 0 ? std::log(documents) : -1.0;
       })) {
    parts.append(parts.empty() ? "" : " ").append(part);
  }
  return parts;
}

}  // namespace

std::vector<Compound> FindCompounds(const QueryPlan& plan, TermCounts& counts, LookBudget& budget) {
  std::vector<Compound> found;
  if (!plan.parts.empty()) return found;
  if (std::none_of(plan.langs.begin(), plan.langs.end(), MakesCompounds)) return found;
  std::map<std::uint32_t, const PlannedTerm*> words;  // by place
  for (const PlannedTerm& term : plan.terms) {
    if (term.lane == Lane::kWord) words.emplace(term.begin, &term);
  }
  const KnownWords vocabulary(counts);
  for (const auto& [begin, word] : words) {
    if (found.size() == kMostCompounds || !budget.Take()) break;
    if (word->stop) continue;
    std::string parts = Parts(word->term, vocabulary, budget);
    if (!parts.empty()) found.push_back({begin, word->end, std::move(parts)});
  }
  return found;
}

}  // namespace funnel::query
