// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/white_space.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "indexer/base/ascii.h"

namespace funnel {
namespace {

TEST_CASE("TrimWhiteSpace: all that Unicode calls white space; Trim: what ASCII does") {
  const struct {
    std::string_view text;
    std::string_view unicode;
    std::string_view ascii;
  } kRows[] = {
      {"", "", ""},
      {" \t\r\n\v\f", "", ""},
      {"\xC2\xA0\xE3\x80\x80", "", "\xC2\xA0\xE3\x80\x80"},
      {" \xC2\xA0 a b\xE3\x80\x80 \n", "a b", "\xC2\xA0 a b\xE3\x80\x80"},
      {"\xE2\x80\x83\xE2\x80\xA8日本\xE2\x80\xAF", "日本",
       "\xE2\x80\x83\xE2\x80\xA8日本\xE2\x80\xAF"},
      {"\xE2\x80\x8B", "\xE2\x80\x8B", "\xE2\x80\x8B"},  // a zero-width space joins: no white space
      {" \xA0 ", "\xA0", "\xA0"},                        // no UTF-8, so no space
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(base::TrimWhiteSpace(row.text) == row.unicode);
    CHECK(base::Trim(row.text) == row.ascii);
  }
}

TEST_CASE("WithoutControls: spaces for all but tab and line feed") {
  CHECK(base::WithoutControls(std::string("a\0b\x1B[\r\n\t\x7F", 9)) == "a b [ \n\t ");
  CHECK(base::WithoutControls("\xC2\x9B") == "\xC2\x9B");
}

}  // namespace
}  // namespace funnel
