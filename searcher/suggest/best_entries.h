// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/store/forward/suggest_table.h"

namespace funnel::suggest {

/// How well an entry answers to what is typed; the lower the better.
enum class Fit : std::uint8_t {
  kBeginning,       ///< It begins with what is typed.
  kWithin,          ///< So does a word of it.
  kSoundBeginning,  ///< The same, by how it is read.
  kSoundWithin,
  kWords,     ///< It has the words that are typed, somewhere.
  kOneError,  ///< One typing error away; in words, one in each.
  kTwoErrors,
};

struct FoundEntry {
  std::uint32_t entry = 0;
  Fit fit = Fit::kBeginning;

  bool operator<(const FoundEntry& other) const {
    return fit != other.fit ? fit < other.fit : entry < other.entry;
  }
};

/// The best entries of a table, so many of each of its languages. Entries come in any order, and
/// more than once.
class BestEntries {
 public:
  /// `in_force` says of a document of the table whether that is still what it says; it is asked of
  /// few. Both must outlive it.
  BestEntries(const store::SuggestTable& table, const std::function<bool(std::uint32_t)>& in_force,
              std::size_t most);

  void Add(FoundEntry found) {
    for (Best& best : best_) {
      if (found.entry < best.begin || found.entry >= best.end) continue;
      if (best.found.size() < most_ || found < best.found.back()) AddTo(best, found);
      return;
    }
  }

  /// Whether there are so many of a language.
  bool IsFull(std::uint32_t entry) const;

  /// Whether some language has not so many.
  bool wants_more() const;

  /// Best first within each language.
  std::vector<FoundEntry> Found() const;

 private:
  struct Best {
    std::uint32_t begin = 0, end = 0;
    std::vector<FoundEntry> found;
  };

  void AddTo(Best& best, FoundEntry found);

  const store::SuggestTable& table_;
  const std::function<bool(std::uint32_t)>& in_force_;
  std::size_t most_;
  std::vector<Best> best_;
};

}  // namespace funnel::suggest
