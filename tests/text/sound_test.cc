// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/sound.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/text/languages/question_words.h"

namespace funnel::text {
namespace {

TEST_CASE("SoundOf: writes words of all alphabets in Latin letters") {
  const struct {
    const char* word;
    const char* sound;
  } rows[] = {{"broncos", "bronkos"}, {"бронкос", "bronkos"},
              {"ब्रोंकोस", "bronkos"},  {"projekt", "projekt"},
              {"प्रोजेक्ट", "projekt"},  {"estación", "estasion"},
              {"photo", "foto"},      {"extra", "ekstra"},
              {"größe", "grose"},     {"groesse", "groese"},
              {"đường", "duong"},     {"кот", "kot"},
              {"ёлка", "iolka"},      {"αθηνα", "atina"},
              {"カメラ", "kamera"},   {"コンピューター", "konpiuta"},
              {"카메라", "kamera"},   {"กล้อง", "klong"},
              {"2016", "2016"},       {"印刷", ""},
              {"العربية", ""},        {"", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.word));
    CHECK(text::SoundOf(row.word) == row.sound);
  }
  CHECK(text::SoundOf(std::string(text::kMostSoundBytes + 1, 'a')).empty());
  CHECK(text::SoundOf("\xff\xfe").empty());
}

TEST_CASE("SoundSimilarity: names and borrowed words stand apart from chance") {
  const struct {
    const char* a;
    const char* b;
    double least, most;
  } rows[] = {{"newton", "newton", 1, 1},
              {"ньютон", "न्यूटन", 0.75, 0.95},
              {"маркони", "मार्कोन", 0.85, 0.99},
              {"conversión", "konversion", 0.85, 1},
              {"dynamics", "डायनामिक्स", 0.8, 0.95},
              {"universidad", "universität", 0.85, 0.95},
              {"команда", "टीम", 0, 0.5},
              {"время", "समय", 0, 0.5},
              {"2015", "2016", 0, 0},
              {"", "a", 0, 0}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.a));
    const double similarity = text::SoundSimilarity(text::SoundOf(row.a), text::SoundOf(row.b));
    CHECK(similarity >= row.least);
    CHECK(similarity <= row.most);
    CHECK(similarity == text::SoundSimilarity(text::SoundOf(row.b), text::SoundOf(row.a)));
  }
}

TEST_CASE("IsQuestionWord: the forms of asking, whole words only") {
  CHECK(text::IsQuestionWord("сколько", "ru"));
  CHECK(text::IsQuestionWord("quiénes", "es"));
  CHECK(text::IsQuestionWord("什么", "zh-Hant"));
  CHECK(text::IsQuestionWord("who", "en"));
  CHECK_FALSE(text::IsQuestionWord("сколь", "ru"));
  CHECK_FALSE(text::IsQuestionWord("who", "de"));
  CHECK_FALSE(text::IsQuestionWord("who whom", "en"));
  CHECK_FALSE(text::IsQuestionWord(" ", "en"));
  CHECK_FALSE(text::IsQuestionWord("", "en"));
  CHECK_FALSE(text::IsQuestionWord("who", "xx"));
}

}  // namespace
}  // namespace funnel::text
