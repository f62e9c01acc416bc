// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/anchor.h"

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

bool In(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Punctuation and symbols outside ASCII, by the blocks that hold little else.
bool IsPunctuation(char32_t c) {
  return In(c, 0x80, 0xBF) || c == 0xD7 || c == 0xF7 || In(c, 0x2000, 0x206F) ||
         In(c, 0x20A0, 0x2BFF) || In(c, 0x3000, 0x3004) || In(c, 0x3008, 0x3020) || c == 0x3030 ||
         In(c, 0xFE30, 0xFE6F) || In(c, 0xFF00, 0xFF0F) || In(c, 0xFF1A, 0xFF20) ||
         In(c, 0xFF3B, 0xFF40) || In(c, 0xFF5B, 0xFF65) || In(c, 0x1F000, 0x1FAFF);
}

/// Lower case of the alphabets of the supported languages.
char32_t Lower(char32_t c) {
  if (In(c, 'A', 'Z') || In(c, 0xC0, 0xDE) || In(c, 0x391, 0x3A9) || In(c, 0x410, 0x42F)) {
    return c + 0x20;
  }
  if (In(c, 0x400, 0x40F)) return c + 0x50;
  const bool even_is_upper = In(c, 0x100, 0x137) || In(c, 0x14A, 0x177) || In(c, 0x1EA0, 0x1EFF);
  const bool odd_is_upper = In(c, 0x139, 0x148) || In(c, 0x179, 0x17E) || In(c, 0x1AF, 0x1B0);
  if (c == 0x1A0 || (even_is_upper && c % 2 == 0) || (odd_is_upper && c % 2 == 1)) return c + 1;
  return c;
}

std::string Slug(std::string_view heading) {
  std::string slug;
  for (std::size_t i = 0; i < heading.size();) {
    const char32_t c = Lower(base::NextCharacter(heading, i));
    const bool kept =
        c < 0x80 ? In(c, 'a', 'z') || In(c, '0', '9') || c == '_' || c == '-' : !IsPunctuation(c);
    if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000) {
      slug += '-';
    } else if (kept) {
      base::AppendUtf8(c, slug);
    }
  }
  return slug;
}

}  // namespace

std::string AnchorMaker::Next(std::string_view heading) {
  std::string slug = Slug(heading);
  if (slug.find_first_not_of('-') == std::string::npos) slug = "section";
  std::string anchor = slug;
  std::size_t& repeats = repeats_[slug];
  while (!taken_.insert(anchor).second) anchor = slug + "-" + std::to_string(++repeats);
  return anchor;
}

}  // namespace funnel::text
