// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_escape.h"

#include <doctest/doctest.h>

namespace funnel {
namespace {

TEST_CASE("Punctuation of CommonMark: what any reader, and what every reader takes for it") {
  const struct {
    char32_t c;
    bool may_be;
    bool surely;
  } kRows[] = {
      {U'a', false, false},  {U'7', false, false},  {U' ', false, false},  {U'$', true, true},
      {U'*', true, true},    {U'«', true, true},    {U'。', true, true},   {U'」', true, true},
      {U'·', true, true},    {U'۔', true, true},    {U'।', true, true},    {U'๚', true, true},
      {U'€', true, false},   {U'©', true, false},   {U'→', true, false},   {U'😀', true, false},
      {0x2E52, true, false},  // of Unicode 14
      {U'½', false, false},  {U'漢', false, false}, {U'ー', false, false}, {U'é', false, false},
  };
  for (const auto& row : kRows) {
    CAPTURE(static_cast<unsigned>(row.c));
    CHECK(text::MayBePunctuation(row.c) == row.may_be);
    CHECK(text::IsSurelyPunctuation(row.c) == row.surely);
  }
}

TEST_CASE("IsUnicodeSpace: as CommonMark has it") {
  for (const char32_t c : {0x20, 0x0A, 0xA0, 0x1680, 0x2003, 0x202F, 0x205F, 0x3000}) {
    CHECK(text::IsUnicodeSpace(c));
  }
  for (const char32_t c : {0x41, 0x200B, 0x2028, 0xFEFF}) CHECK_FALSE(text::IsUnicodeSpace(c));
}

}  // namespace
}  // namespace funnel
