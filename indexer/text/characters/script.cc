// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::text {

Script ScriptOf(UChar32 c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Script::kLatin;
    return c >= '0' && c <= '9' ? Script::kDigit : Script::kNone;
  }
  if (c == 0x30FC || c == 0xFF70) return Script::kKana;  // the long-vowel mark is Common
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_LATIN:
      return Script::kLatin;
    case USCRIPT_CYRILLIC:
      return Script::kCyrillic;
    case USCRIPT_GREEK:
      return Script::kGreek;
    case USCRIPT_ARABIC:
      return Script::kArabic;
    case USCRIPT_DEVANAGARI:
      return Script::kDevanagari;
    case USCRIPT_TAMIL:
      return Script::kTamil;
    case USCRIPT_ARMENIAN:
      return Script::kArmenian;
    case USCRIPT_HANGUL:
      return Script::kHangul;
    case USCRIPT_HAN:
      return Script::kHan;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Script::kKana;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return Script::kCluster;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return u_isdigit(c) ? Script::kDigit : Script::kNone;
    default:
      return u_isalnum(c) ? Script::kOther : Script::kNone;
  }
}

bool JoinsWithoutSpace(char32_t c) {
  constexpr char32_t kFirst =
      0x2E80;  // What is wide before the radicals of Han is Hangul or emoji.
  if (c < kFirst) return false;
  const auto code_point = static_cast<UChar32>(c);
  if (ScriptOf(code_point) == Script::kHangul) return false;
  switch (u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
    case U_EA_HALFWIDTH:
      return !u_hasBinaryProperty(code_point, UCHAR_EMOJI_PRESENTATION);
    default:
      return false;
  }
}

bool JoinsWithoutSpace(std::string_view before, std::string_view after) {
  std::size_t last = base::PreviousCharacter(before, before.size());
  std::size_t first = 0;
  return JoinsWithoutSpace(base::NextCharacter(before, last)) &&
         JoinsWithoutSpace(base::NextCharacter(after, first));
}

}  // namespace funnel::text
