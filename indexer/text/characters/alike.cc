// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/alike.h"

#include <unicode/uchar.h>

namespace funnel::text {
namespace {

/// Whether a script with digits of its own may lie at `c`: none of Han, kana and Hangul does, nor
/// Latin, Greek and Cyrillic, so that most characters are not looked up.
bool MayBeDigit(char32_t c) {
  constexpr char32_t kFirst = 0x0660, kPunctuation = 0x2000;
  constexpr char32_t kBehindHan = 0xA620, kHangul = 0xAC00, kSecondPlane = 0x10000;
  return (c >= kFirst && c < kPunctuation) || (c >= kBehindHan && c < kHangul) || c >= kSecondPlane;
}

}  // namespace

char32_t Alike(char32_t c) {
  switch (c) {
    case 0x02BB:
    case 0x02BC:
    case 0x055A:
    case 0x05F3:
    case 0x2018:
    case 0x2019:
      return U'\'';
    case 0x05F4:
      return U'"';
    case 0x066B:
      return U'.';
    case 0x066C:
      return U',';
    // Codes and versions keep their hyphen whichever an editor made of it.
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return U'-';
    default:
      break;
  }
  if (!MayBeDigit(c) || !u_isdigit(static_cast<UChar32>(c))) return c;
  return U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(c)));
}

bool IsUnseen(char32_t c) {
  return c == 0x00AD || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

}  // namespace funnel::text
