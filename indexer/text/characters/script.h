// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/utypes.h>

#include <cstdint>
#include <string_view>

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

/// Whether `c` is of a writing that puts no space where a line of the source ends within a
/// sentence: what Unicode (UAX #11) calls wide, full-width or half-width, such as Han, kana and the
/// punctuation between them; but not Hangul, which has spaces between words, and no emoji. It is
/// the rule of CSS (Text 4, segment breaks): such an end joins where both characters around it do.
bool JoinsWithoutSpace(char32_t c);

/// The same of the characters around a line's end: the last of `before`, the first of `after`
/// (neither is empty).
bool JoinsWithoutSpace(std::string_view before, std::string_view after);

/// The Han of the first plane, whose characters are one UTF-16 unit each: the unified ideographs
/// with extension A, and what stands between them. What FoldHan may change is among them.
inline constexpr char32_t kFirstBmpHan = 0x3400;
inline constexpr char32_t kLastBmpHan = 0x9FFF;
constexpr bool IsBmpHan(char32_t c) { return c >= kFirstBmpHan && c <= kLastBmpHan; }

/// Han or kana: no inflection, no spaces; characters pair up into grams.
inline bool IsCjk(Script script) { return script == Script::kHan || script == Script::kKana; }

/// Words of the script inflect, so that they have stems.
inline bool Inflects(Script script) {
  return script != Script::kNone && script != Script::kDigit && !IsCjk(script) &&
         script != Script::kCluster;
}

}  // namespace funnel::text
