// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/word_lexicon.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace funnel::learn {
namespace {

/// What is kept of a word's translations: as many again would gain nothing, fewer cost 0.5%.
constexpr std::size_t kMostTargets = 5;
constexpr float kLeastProbability = 0.05F;

/// The share of the ways through other languages in what they and the direct one say: 0.4 to 0.6
/// were as good.
constexpr float kWaysShare = 0.5F;

using Targets = std::vector<WordLexicon::Target>;

float Sum(std::span<const WordLexicon::Target> targets) {
  float sum = 0;
  for (const WordLexicon::Target& target : targets) sum += target.probability;
  return sum;
}

void Multiply(Targets& targets, float factor) {
  for (WordLexicon::Target& target : targets) target.probability *= factor;
}

/// Adds up what stands there for the same word.
void Merge(Targets& targets) {
  std::sort(targets.begin(), targets.end(),
            [](const auto& a, const auto& b) { return a.word < b.word; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (kept > 0 && targets[kept - 1].word == targets[i].word) {
      targets[kept - 1].probability += targets[i].probability;
    } else {
      targets[kept++] = targets[i];
    }
  }
  targets.resize(kept);
}

/// What the ways say of a word, on average over those that know it.
Targets Through(std::span<const Pivot> ways, std::uint32_t source) {
  Targets found;
  int known = 0;
  for (const Pivot& way : ways) {
    const std::span<const WordLexicon::Target> between = way.into->Find(source);
    if (!between.empty()) ++known;
    for (const WordLexicon::Target& word : between) {
      for (const WordLexicon::Target& target : way.out_of->Find(word.word)) {
        found.push_back({target.word, word.probability * target.probability});
      }
    }
  }
  Merge(found);
  if (known > 1) Multiply(found, 1 / static_cast<float>(known));
  return found;
}

}  // namespace

void WordLexicon::Add(std::vector<Target> targets) {
  std::erase_if(targets, [](const Target& t) { return t.probability < kLeastProbability; });
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
    return std::tie(b.probability, a.word) < std::tie(a.probability, b.word);
  });
  const std::size_t kept = std::min(targets.size(), kMostTargets);
  targets_.insert(targets_.end(), targets.begin(),
                  targets.begin() + static_cast<std::ptrdiff_t>(kept));
  begin_.push_back(targets_.size());
}

std::span<const WordLexicon::Target> WordLexicon::Find(std::uint32_t source) const {
  if (source >= size()) return {};
  return std::span(targets_).subspan(begin_[source], begin_[source + 1] - begin_[source]);
}

WordLexicon Agree(const TranslationTable& forward, const TranslationTable& backward) {
  WordLexicon lexicon;
  for (std::uint32_t source = 0; source + 1 < forward.begin.size(); ++source) {
    Targets targets;
    double one_way = 0;
    double both_ways = 0;
    for (std::size_t i = forward.begin[source]; i < forward.begin[source + 1]; ++i) {
      const auto probability = static_cast<double>(forward.probability[i]);
      const double agreed = probability * std::sqrt(backward.Find(forward.target[i], source));
      targets.push_back({forward.target[i], static_cast<float>(agreed)});
      one_way += probability;
      both_ways += agreed;
    }
    if (both_ways > 0) Multiply(targets, static_cast<float>(one_way / both_ways));
    lexicon.Add(std::move(targets));
  }
  return lexicon;
}

WordLexicon Triangulate(const WordLexicon& direct, std::span<const Pivot> ways) {
  std::uint32_t words = direct.size();
  for (const Pivot& way : ways) words = std::max(words, way.into->size());
  WordLexicon lexicon;
  for (std::uint32_t source = 0; source < words; ++source) {
    const std::span<const WordLexicon::Target> known = direct.Find(source);
    Targets targets = Through(ways, source);
    if (!known.empty() && !targets.empty()) {
      Multiply(targets, kWaysShare);
      for (const WordLexicon::Target& target : known) {
        targets.push_back({target.word, (1 - kWaysShare) * target.probability});
      }
      Merge(targets);
      Multiply(targets, Sum(known) / Sum(targets));
    } else if (targets.empty()) {
      targets.assign(known.begin(), known.end());
    }
    lexicon.Add(std::move(targets));
  }
  return lexicon;
}

}  // namespace funnel::learn
