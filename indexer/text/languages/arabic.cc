// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/arabic.h"

#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

constexpr char32_t kAlef = 0x0627, kHeh = 0x0647, kWaw = 0x0648;
constexpr char32_t kArabicKaf = 0x0643, kArabicYeh = 0x064A, kAlefMaksura = 0x0649;
constexpr char32_t kPersianKaf = 0x06A9, kPersianYeh = 0x06CC;

/// Vowel signs, signs of recitation, the superscript alef and the line that stretches a word.
bool IsLeftOut(char32_t c) {
  return c == 0x0640 || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) ||
         (c >= 0x064B && c <= 0x0652) || (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD && c != 0x06DE);
}

char32_t InArabic(char32_t c) {
  switch (c) {
    case kPersianKaf:
      return kArabicKaf;
    case kPersianYeh:
    case kAlefMaksura:
      return kArabicYeh;
    default:
      return c;
  }
}

char32_t InPersian(char32_t c) {
  switch (c) {
    case kArabicKaf:
      return kPersianKaf;
    case kArabicYeh:
    case kAlefMaksura:
    case 0x0626:  // yeh with hamza
      return kPersianYeh;
    case 0x0629:  // teh marbuta
    case 0x06C0:  // heh with yeh above
    case 0x06C1:  // Urdu heh
    case 0x06C2:
    case 0x06C3:
    case 0x06D5:
      return kHeh;
    case 0x0623:  // alef with hamza above, below, and wasla
    case 0x0625:
    case 0x0671:
      return kAlef;
    case 0x0624:  // waw with hamza
      return kWaw;
    default:
      return c;
  }
}

}  // namespace

std::string OneArabicSpelling(std::string_view word, bool persian) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = base::NextCharacter(word, at);
    if (!IsLeftOut(c)) base::AppendUtf8(persian ? InPersian(c) : InArabic(c), out);
  }
  return out.empty() ? std::string(word) : out;
}

}  // namespace funnel::text
