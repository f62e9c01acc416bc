// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/script.h"

#include <doctest/doctest.h>

#include <string_view>

namespace funnel {
namespace {

TEST_CASE("JoinsWithoutSpace: where a line's end within a sentence is no space") {
  const struct {
    std::string_view before;
    std::string_view after;
    bool joins;
  } kRows[] = {
      {"文章と", "次の", true},
      {"文章。", "「次", true},
      {"ｱｲｳ", "ｴｵ", true},
      {"Ａ", "Ｂ", true},
      {"注音ㄅ", "ㄆ", true},
      {"𠮷", "野", true},
      {"日本語", "Windows", false},
      {"Windows", "日本語", false},
      {"한국어", "문장", false},
      {"ㄱㄴ", "ㄷ", false},                    // the compatibility jamo are Hangul, too
      {"ﾡﾢ", "ﾣ", false},                       // and so are the half-width ones
      {"🙂", "🙂", false},                  // wide, but between words
      {"\xEF\xBA\x8D", "\xEF\xBA\x8E", false},  // a presentation form of Arabic, which has spaces
      {"ภาษา", "ไทย", false},
      {"a", "b", false},
      {"\xFF", "\xFF", false},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(text::JoinsWithoutSpace(row.before, row.after) == row.joins);
  }
}

}  // namespace
}  // namespace funnel
