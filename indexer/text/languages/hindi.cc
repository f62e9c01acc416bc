// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/hindi.h"

#include <unicode/unistr.h>

#include <cstdint>

#include "indexer/base/icu.h"

namespace funnel::text {
namespace {

constexpr char16_t kNukta = 0x093C, kVirama = 0x094D, kCandrabindu = 0x0901, kAnusvara = 0x0902;

bool IsNasal(char16_t c) {
  return c == 0x0919 || c == 0x091E || c == 0x0923 || c == 0x0928 || c == 0x092E;
}
bool IsConsonant(char16_t c) { return c >= 0x0915 && c <= 0x0939; }

/// Precomposed letters with nukta (U+0958..095F) and the letters under them.
char16_t WithoutNukta(char16_t c) {
  constexpr char16_t kBase[] = {0x0915, 0x0916, 0x0917, 0x091C, 0x0921, 0x0922, 0x092B, 0x092F};
  if (c >= 0x0958 && c <= 0x095F) return kBase[c - 0x0958];
  return c;
}

}  // namespace

std::string NormalizeHindi(std::string_view word) {
  const icu::UnicodeString in = base::IcuString(word);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < in.length(); ++i) {
    const char16_t c = WithoutNukta(in[i]);
    if (c == kNukta || c == 0x200C || c == 0x200D) continue;
    bare.append(c == kCandrabindu ? kAnusvara : c);
  }
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < bare.length(); ++i) {
    if (IsNasal(bare[i]) && i + 2 < bare.length() && bare[i + 1] == kVirama &&
        IsConsonant(bare[i + 2]) && bare[i + 2] != bare[i]) {
      out.append(kAnusvara);
      ++i;
    } else {
      out.append(bare[i]);
    }
  }
  std::string normal;
  out.toUTF8String(normal);
  return normal;
}

}  // namespace funnel::text
