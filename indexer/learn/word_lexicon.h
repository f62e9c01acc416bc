// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/learn/translation_model.h"

namespace funnel::learn {

/// What each word of one language may be called in another, as numbers of their Vocabularies.
class WordLexicon {
 public:
  struct Target {
    std::uint32_t word = 0;
    float probability = 0;  ///< p(word | source), above 0, at most 1.

    bool operator==(const Target&) const = default;
  };

  /// Adds the next source, 0 first, with what of `targets` is worth keeping.
  void Add(std::vector<Target> targets);

  /// Best first; none for a number that was not added.
  std::span<const Target> Find(std::uint32_t source) const;

  /// The number of sources, with those that have no target.
  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }

 private:
  std::vector<std::size_t> begin_{0};  ///< By source; one more than there are.
  std::vector<Target> targets_;
};

/// The lexicon of a model of both directions. A word often explains its neighbours, too; what is
/// asked back does not. So each probability is taken times the root of the one in the other
/// direction, and the sum of a word's stays.
WordLexicon Agree(const TranslationTable& forward, const TranslationTable& backward);

/// A way from one language to another, through a third.
struct Pivot {
  const WordLexicon* into = nullptr;
  const WordLexicon* out_of = nullptr;
};

/// What `direct` and the ways through other languages say together: the mean of what the ways say
/// (M. Utiyama and H. Isahara, A Comparison of Pivot Methods for Phrase-Based Statistical Machine
/// Translation, NAACL 2007) has as much to say as `direct`, or all, of a word that `direct` does
/// not have. A chance neighbour of a word is rarely one in each of the languages; and two languages
/// that no article has both are translated by what they share with a third.
WordLexicon Triangulate(const WordLexicon& direct, std::span<const Pivot> ways);

}  // namespace funnel::learn
