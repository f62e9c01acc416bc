// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/sentence_end.h"

#include <doctest/doctest.h>

#include <string_view>

namespace funnel {
namespace {

TEST_CASE("SentenceEndOf: marks that are nothing else, and those that may stand in a word") {
  using text::SentenceEnd;
  const struct {
    std::u32string_view marks;
    SentenceEnd expected;
  } rows[] = {
      {U"。！？｡।॥۔။។", SentenceEnd::kAlways},
      {U".!?؟…", SentenceEnd::kBeforeSpace},
      {U"a1,;:、，；：၊)\"\n \u0E2F", SentenceEnd::kNone},
  };
  for (const auto& row : rows) {
    for (const char32_t mark : row.marks) {
      CAPTURE(static_cast<std::uint32_t>(mark));
      CHECK(text::SentenceEndOf(mark) == row.expected);
    }
  }
}

}  // namespace
}  // namespace funnel
