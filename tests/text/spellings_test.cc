// SPDX-License-Identifier: GPL-2.0-or-later
// Characters and letters that have more than one writing.
#include <doctest/doctest.h>

#include <string>

#include "funnel/analyzer.h"
#include "indexer/text/characters/alike.h"
#include "indexer/text/characters/japanese_han.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/languages/arabic.h"
#include "indexer/text/languages/latin.h"

namespace funnel::text {
namespace {

std::string Utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

TEST_CASE("Normalize: digits, apostrophes and what is not seen") {
  const struct {
    std::string source, normal;
  } rows[] = {
      {"٤٠٤ ۴۰۴ ४०४ ๔๐๔ ৪০৪ ４０４ ௪௦௪ ༤༠༤ ᠔᠐᠔", "404 404 404 404 404 404 404 404 404"},
      {"٣٫٥ ١٬٠٠٠", "3.5 1,000"},
      {"об’єкт обʼєкт об‘єкт об`єкт об´єкт", "об'єкт об'єкт об'єкт об'єкт об'єкт"},
      {"`ls` é `a`b`", "`ls` é `a`b`"},
      {"0x8007\u200B0005", "0x80070005"},
      {"\uFEFFTM\u2060-12\u00AD07\u200F", "TM-1207"},
      {"80\u200C07é", "8007é"},
      {"می\u200Cخواهم", "می\u200Cخواهم"},
      {"क\u094D\u200Dष", "क\u094D\u200Dष"},
      {"ក\u200Bខ", "ក\u200Bខ"},
      {"a\u2011b c\u2212d", "a-b c-d"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.source);
    CHECK(Utf8(Normalize(row.source).text) == row.normal);
  }
}

TEST_CASE("Normalize: knows the places of the source around what it left out") {
  const std::string source = "0x8007\u200B0005 x";
  const NormalizedText text = Normalize(source);
  CHECK(text.SourceBegin(6) == source.find("0005"));
  CHECK(text.SourceEnd(10) == source.find(" x"));
  CHECK(text.source.size() == static_cast<std::size_t>(text.text.length()) + 1);
}

TEST_CASE("FindErrorCodes: digits of other scripts") {
  CHECK(FindErrorCodes("خطأ ٠x٨٠٠٧٠٠٠٥") == std::vector<std::string>{"0x80070005"});
}

TEST_CASE("OneArabicSpelling: one for all keyboards") {
  const struct {
    std::string word, arabic, persian;
  } rows[] = {
      {"كليد", "كليد", "کلید"},    {"کلید", "كليد", "کلید"},    {"على", "علي", "علی"},
      {"كِتَابٌ", "كتاب", "کتاب"},    {"مسئول", "مسئول", "مسیول"}, {"خانۀ", "خانۀ", "خانه"},
      {"مؤسسة", "مؤسسة", "موسسه"}, {"ـــ", "ـــ", "ـــ"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(OneArabicSpelling(row.word, false) == row.arabic);
    CHECK(OneArabicSpelling(row.word, true) == row.persian);
  }
}

TEST_CASE("SpelledOut, SpelledIn: where a keyboard lacks the letter") {
  CHECK(SpelledOut("tür", "de") == "tuer");
  CHECK(SpelledOut("lås", "da") == "laas");
  CHECK(SpelledOut("tür", "tr").empty());
  CHECK(SpelledOut("tisch", "de").empty());
  CHECK(SpelledIn("tuer", "de") == "tur");
  CHECK(SpelledIn("gruen", "de") == "grun");
  CHECK(SpelledIn("aerger", "de") == "arger");
  CHECK(SpelledIn("neue", "de").empty());
  CHECK(SpelledIn("bauen", "de").empty());
  CHECK(SpelledIn("quer", "de").empty());
  CHECK(SpelledIn("laas", "de").empty());
  CHECK(SpelledIn("laas", "sv") == "las");
}

TEST_CASE("FoldJapaneseHan: one writing of Japanese, and no Chinese") {
  const struct {
    std::string text, folded;
  } rows[] = {
      {"會社", "会社"}, {"髙橋", "高橋"}, {"濵口", "浜口"}, {"渡邉", "渡辺"}, {"机", "机"},
      {"機", "機"},     {"叶", "叶"},     {"葉", "葉"},     {"后", "后"},     {"後", "後"},
      {"认证", "認証"}, {"門", "門"},     {"门禁", "門禁"}, {"国", "国"},     {"谁", "誰"},
      {"かな", "かな"}, {"𠮟る", "𠮟る"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(row.text);
    FoldJapaneseHan(text);
    CHECK(Utf8(text) == row.folded);
  }
}

}  // namespace
}  // namespace funnel::text
