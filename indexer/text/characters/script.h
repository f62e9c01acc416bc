// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/utypes.h>

#include <cstdint>

namespace funnel::text {

/// Scripts as the lanes need them.
enum class Script : std::uint8_t {
  kNone,  ///< Punctuation, spaces, symbols.
  kDigit,
  kLatin,
  kCyrillic,
  kGreek,
  kArabic,
  kDevanagari,
  kTamil,
  kArmenian,
  kHangul,
  kHan,
  kKana,
  kCluster,  ///< Thai, Lao, Khmer, Burmese: written without spaces, in grapheme clusters.
  kOther,    ///< Any other letter.
};

/// The script of one code point. Marks that belong to several scripts are kNone: the caller keeps
/// them with the letter before.
Script ScriptOf(UChar32 c);

/// Han or kana: no inflection, no spaces; characters pair up into grams.
inline bool IsCjk(Script script) { return script == Script::kHan || script == Script::kKana; }

/// Words of the script inflect, so that they have stems.
inline bool Inflects(Script script) {
  return script != Script::kNone && script != Script::kDigit && !IsCjk(script) &&
         script != Script::kCluster;
}

}  // namespace funnel::text
