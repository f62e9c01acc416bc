// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

class Segmenter;

/// A text as what is typed is compared with it: letter case, width, marks (accents, tones, vowel
/// points, nukta), the writing of Han and which kana it is do not matter; Hangul stands in its
/// single letters (hangul_letters.h), so that an unfinished syllable is the beginning of a finished
/// one. Words have one space between; where the script has none, nothing; what joins the parts of a
/// word ("Wi-Fi", "can't", "5.3") is left out.
struct FoldedText {
  std::string bytes;  ///< At most schema::kMostSuggestBytes; UTF-8 but for the letters of Hangul.
  /// The source bytes that each byte stands for: from `from[i]` to before `to[i]`.
  std::vector<std::uint32_t> from, to;
  /// Where what was written apart begins, or another script; sorted.
  std::vector<std::uint32_t> parts;
  /// Where words begin, also within parts; sorted. Has all parts.
  std::vector<std::uint32_t> words;
};

/// Folds a text. With a segmenter, words of scripts without spaces begin where that finds them.
FoldedText Fold(std::string_view text, Segmenter* segmenter = nullptr);

}  // namespace funnel::text
