// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/translit.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/text/readings/folded_text.h"
#include "indexer/text/readings/sound_text.h"

namespace funnel::text {

/// Pinyin without tones ("dayinji"), ü as v, as it is typed: of each character ICU's reading, and
/// of words of several readings that support writes often, the right one. One per thread.
class Pinyin {
 public:
  Pinyin();

  /// The pinyin of a folded text; what is no Han stays, without spaces.
  SoundText Of(const FoldedText& text);

  /// Its initials, by the sound that Of gave: "dyj".
  static SoundText InitialsOf(const FoldedText& text, const SoundText& sound);

 private:
  const std::string& SyllableOf(char32_t c);

  std::unique_ptr<icu::Transliterator> transliterator_;
  std::unordered_map<char32_t, std::string> syllables_;  ///< Of the characters seen so far.
};

/// Pinyin for zhuyin (ㄉㄚˋㄧㄣˋㄐㄧ: "dayinji"), tones or none, the last syllable as far as it is
/// typed; all else stays.
std::string WithPinyin(std::string_view typed);

}  // namespace funnel::text
