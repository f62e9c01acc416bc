// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/anchor.h"

#include <unicode/uchar.h>

#include <cstdint>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

bool IsSpace(UChar32 c) { return c == '\t' || u_charType(c) == U_SPACE_SEPARATOR; }

/// Letters, marks, digits, and what joins words as '_' does: as GitHub keeps them.
bool IsKept(UChar32 c) {
  constexpr std::uint32_t kMask = U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
  return c == '-' || u_isUAlphabetic(c) != 0 || (U_GET_GC_MASK(c) & kMask) != 0;
}

std::string Slug(std::string_view heading) {
  std::string slug;
  for (std::size_t i = 0; i < heading.size();) {
    const UChar32 c = u_tolower(static_cast<UChar32>(base::NextCharacter(heading, i)));
    if (IsSpace(c)) {
      slug += '-';
    } else if (IsKept(c)) {
      base::AppendUtf8(static_cast<char32_t>(c), slug);
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
