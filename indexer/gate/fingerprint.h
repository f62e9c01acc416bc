// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "indexer/text/segmenter.h"

namespace funnel::gate {

/// What two articles are compared by. All vectors are sorted and without repeats.
struct Fingerprint {
  /// Hashes of every four words on end (letter case and Chinese script do not matter).
  std::vector<std::uint64_t> shingles;
  /// Hashes of every word and identifier.
  std::vector<std::uint64_t> words;
  /// Index terms of what a translator leaves as it is: identifiers, numbers, code; and in a text
  /// that is not written in Latin letters every Latin word.
  std::vector<std::string> survivors;
  /// Of a text in Latin letters, words with a capital within a sentence: names of products, which
  /// survive, and of buttons, which other Latin languages sometimes keep.
  std::vector<std::string> names;
  bool latin = false;  ///< Written in Latin letters, at least the half of it.
};

/// Makes fingerprints of the titles and texts of articles. One per thread: holds ICU iterators.
class FingerprintMaker {
 public:
  Fingerprint Make(const Article& article);

 private:
  /// The words of some fields, in order.
  struct Words {
    std::vector<std::uint64_t> sequence;
    std::vector<std::string> kept;   ///< Identifiers and numbers.
    std::vector<std::string> names;  ///< Words with a capital within a sentence.
    std::vector<std::string> latin;
  };
  void Add(std::string_view field, Words& words);

  text::Segmenter segmenter_;
};

/// The hash under which an index term stands in Fingerprint::words.
std::uint64_t WordHash(std::string_view index_term);

/// How many elements two sorted vectors have in common.
std::size_t CountShared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace funnel::gate
