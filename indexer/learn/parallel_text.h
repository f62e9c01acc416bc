// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/learn/word_sequence.h"

namespace funnel::learn {

/// Segments of one language, as numbers of its Vocabulary: segment i is
/// words[ends[i - 1]] up to words[ends[i]].
struct Segments {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> ends;

  std::size_t size() const { return ends.size(); }
  std::size_t begin(std::size_t i) const { return i == 0 ? 0 : ends[i - 1]; }
  std::size_t end(std::size_t i) const { return ends[i]; }
  void Add(const std::uint32_t* first, const std::uint32_t* last) {
    words.insert(words.end(), first, last);
    ends.push_back(static_cast<std::uint32_t>(words.size()));
  }
};

/// Segments of two languages that say the same, number by number.
struct ParallelText {
  Segments a, b;
  std::size_t aligned = 0;  ///< Without repeats.

  std::size_t size() const { return a.size(); }
};

/// Adds the segments of one article in two languages: title with title (several times, and so each
/// heading, because they count for more), summary with summary; of
/// the text, section by section where the two have the same outline (heading with heading), else as
/// a whole, paragraphs and then sentences aligned by their lengths. What has nothing on the other
/// side or is too long to tell words from each other is left out.
void Align(const WordSequence& a, const WordSequence& b, ParallelText& out);

}  // namespace funnel::learn
