// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/script.h"

#include <doctest/doctest.h>

#include <string_view>

#include "indexer/text/characters/normalized_text.h"

namespace funnel {
namespace {

TEST_CASE("IsBmpHan: from extension A to the end of the unified ideographs") {
  for (const char32_t c : {U'\u3400', U'一', U'龜', U'\u9FFF'}) CHECK(text::IsBmpHan(c));
  for (const char32_t c : {U'\u33FF', U'\uA000', U'あ', U'ア', U'々', U'한', U'a', U'𠮷', U'\0'}) {
    CHECK_FALSE(text::IsBmpHan(c));
  }
}

TEST_CASE("HasBmpHan: Han anywhere in a text") {
  for (const char16_t* text : {u"漢", u"abc漢", u"カナ漢"}) CHECK(text::HasBmpHan(text));
  for (const char16_t* text : {u"", u"abc", u"カナ", u"한글", u"𠮷"}) {
    CHECK_FALSE(text::HasBmpHan(text));
  }
}

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
