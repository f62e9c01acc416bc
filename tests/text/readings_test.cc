// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/readings.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/readings/folded_text.h"
#include "indexer/text/readings/hangul_letters.h"
#include "indexer/text/readings/hindi_latin.h"
#include "indexer/text/readings/pinyin.h"
#include "indexer/text/readings/romaji.h"

namespace funnel::text {
namespace {

using schema::SuggestLane;

/// The folded text, with '|' where a word begins within it and no space says so.
std::string Words(std::string_view text) {
  Readings readings;
  const FoldedText folded = readings.Folded(text);
  std::string line;
  for (std::size_t i = 0; i < folded.bytes.size(); ++i) {
    const bool begins = std::binary_search(folded.words.begin(), folded.words.end(), i);
    if (begins && i > 0 && folded.bytes[i - 1] != ' ') line += '|';
    line += folded.bytes[i];
  }
  return line;
}

/// A reading with '|' where it can be begun; empty without one.
std::string ReadingOf(std::string_view text, std::string_view lang, SuggestLane lane) {
  Readings readings;
  for (const Reading& reading : readings.Of(text, lang)) {
    if (reading.lane != lane) continue;
    std::string line;
    for (std::size_t i = 0; i < reading.bytes.size(); ++i) {
      if (std::binary_search(reading.begins.begin(), reading.begins.end(), i)) line += '|';
      line += reading.bytes[i];
    }
    return line;
  }
  return {};
}

bool BeginsWith(std::string_view text, std::string_view typed) {
  return Fold(text).bytes.starts_with(Fold(typed).bytes);
}

TEST_CASE("Fold: what does not matter is left out") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"  Printer  stays OFFLINE!  ", "printer stays offline"},
      {"Wi-Fi can't connect", "wi|fi can|t connect"},
      {"Version 5.3.2 of C++ and C#", "version 5|3|2 of c++ and c#"},
      {"Zurücksetzen: Maße", "zurucksetzen masse"},
      {"Không thể kết nối", "khong the ket noi"},
      {"Đặt lại mật khẩu", "dat lai mat khau"},
      {"Ёлка й", "елка и"},
      {"İstanbul", "istanbul"},
      {"प्रिंटर ऑफ़लाइन हूँ", "प्रिंटर ऑफलाइन हूं"},
      {"プリンターが動かない", "ぷりんたー|が|动|か|ない"},
      {"打印機", "打印|机"},
      {"Ｗｉｎｄｏｗｓ　11", "windows 11"},
      {"🖨️ !?", ""},
  };
  for (const auto& [text, line] : cases) {
    CAPTURE(text);
    CHECK(Words(text) == line);
  }
  CHECK(Fold("เครื่องพิมพ์").bytes == "เครืองพิมพ");
}

TEST_CASE("Fold: an unfinished syllable of Hangul begins the finished one") {
  for (const char* typed : {"ㅍ", "프", "플", "프리", "프린", "프린ㅌ", "프린터", "프린터 오"}) {
    CAPTURE(typed);
    CHECK(BeginsWith("프린터 오프라인", typed));
  }
  CHECK(BeginsWith("과제", "고"));
  CHECK(BeginsWith("과제", "ㄱㅗㅏ"));
  CHECK(BeginsWith("닭이", "달ㄱ"));
  CHECK(BeginsWith("값어치", "갑"));
  CHECK(BeginsWith("값어치", "갑ㅅ"));
  CHECK_FALSE(BeginsWith("프린터", "프리터"));
  CHECK_FALSE(BeginsWith("프린터", "브"));
  CHECK(CountHangulLetters(Fold("프린 x").bytes) == 5);
}

TEST_CASE("Fold: each byte knows its source") {
  const std::string_view text = "Đặt  lại";
  const FoldedText folded = Fold(text);
  REQUIRE(folded.bytes == "dat lai");
  CHECK(text.substr(folded.from[0], folded.to[0] - folded.from[0]) == "Đ");
  CHECK(text.substr(folded.from[1], folded.to[1] - folded.from[1]) == "ặ");
  CHECK(text.substr(folded.from[4], folded.to[6] - folded.from[4]) == "lại");
  const FoldedText hangul = Fold("플");
  REQUIRE(hangul.bytes.size() == 3);
  CHECK(hangul.from == std::vector<std::uint32_t>{0, 0, 0});
  CHECK(hangul.to == std::vector<std::uint32_t>{3, 3, 3});
}

TEST_CASE("Fold: long texts are cut at a character") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "ab 打 ";
  const FoldedText folded = Fold(text);
  CHECK(folded.bytes.size() <= schema::kMostSuggestBytes);
  CHECK(folded.bytes.size() > schema::kMostSuggestBytes - 8);
  CHECK(folded.from.size() == folded.bytes.size());
  CHECK(folded.to.size() == folded.bytes.size());
  CHECK(folded.words.back() < folded.bytes.size());
}

TEST_CASE("Readings: Thai words also begin with the consonant behind a leading vowel") {
  const std::string written = ReadingOf("ตั้งค่าเครื่องพิมพ์", "th", SuggestLane::kWritten);
  CHECK(written.find("|ค") != std::string::npos);
  CHECK(written.find("|เ|คร") != std::string::npos);
  for (const char* vowel : {"เ", "แ", "โ", "ใ", "ไ"}) {
    CAPTURE(vowel);
    const std::string word = std::string(vowel) + "กม";
    CHECK(ReadingOf(word, "th", SuggestLane::kWritten).starts_with("|" + std::string(vowel) + "|"));
  }
}

TEST_CASE("Readings: Chinese in pinyin and its initials") {
  CHECK(ReadingOf("打印机无法打印", "zh-Hans", SuggestLane::kSound) == "|dayin|ji|wufa|dayin");
  CHECK(ReadingOf("打印机无法打印", "zh-Hans", SuggestLane::kInitials) == "|dy|j|wf|dy");
  CHECK(ReadingOf("印表機離線", "zh-Hant", SuggestLane::kSound).starts_with("|yinbiaoji"));
  CHECK(ReadingOf("重置密码", "zh-Hans", SuggestLane::kSound) == "|chong|zhi|mima");
  CHECK(ReadingOf("绿色", "zh-Hans", SuggestLane::kSound) == "|lvse");
  CHECK(ReadingOf("在 Windows 11 上", "zh-Hans", SuggestLane::kSound) == "|zai|windows|11|shang");
  CHECK(ReadingOf("在 Windows 上", "zh-Hans", SuggestLane::kInitials) == "|z|windows|s");
  CHECK(ReadingOf("打印机", "zh-Hans", SuggestLane::kWritten) == "|打|印|机");
  CHECK(ReadingOf("Printer", "zh-Hans", SuggestLane::kSound).empty());
}

TEST_CASE("Pinyin: zhuyin, with tones or without, as far as it is typed") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"ㄉㄚˋㄧㄣˋㄐㄧ", "dayinji"},
      {"ㄉㄚㄧㄣㄐㄧ", "dayinji"},
      {"ㄉ", "d"},
      {"ㄧ", "y"},
      {"ㄨˊㄈㄚˇ", "wufa"},
      {"ㄒㄩㄝˊ", "xue"},
      {"ㄌㄩˋㄙㄜˋ", "lvse"},
      {"ㄓˋ", "zhi"},
      {"ㄓ", "zh"},
      {"ㄕㄨㄤ", "shuang"},
      {"ㄒㄩㄥ", "xiong"},
      {"ㄨㄥ", "weng"},
      {"ㄩㄥˋㄏㄨˋ", "yonghu"},
      {"打ㄧㄣˋ", "打yin"},
      {"abc ˋ", "abc ˋ"},
      {"ㄓㄨㄥ", "zhong"},
      {"ㄐㄩㄢ", "juan"},
      {"ㄌㄧㄡˊ", "liu"},
  };
  for (const auto& [typed, pinyin] : cases) {
    CAPTURE(typed);
    CHECK(WithPinyin(typed) == pinyin);
  }
}

TEST_CASE("Romaji: Hepburn's and the official way are one, and so are kana") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"しんぶん", "shimbun"},
      {"しんぶん", "sinbun"},
      {"ちず", "chizu"},
      {"ちず", "tizu"},
      {"つうしん", "tsuushin"},
      {"つうしん", "tuusin"},
      {"ふぁいる", "fairu"},
      {"じしょ", "jisho"},
      {"じしょ", "zisyo"},
      {"プリンター", "purinta-"},
      {"プリンター", "purinta"},
      {"ぷりんたー", "purintaa"},
      {"きって", "kitte"},
      {"まっち", "matchi"},
      {"まっち", "macchi"},
      {"ざっし", "zasshi"},
      {"しゃしん", "shashin"},
      {"しゃしん", "syasin"},
      {"チェック", "chekku"},
      {"ディスク", "disuku"},
      {"ウィンドウ", "windou"},
      {"シェア", "shea"},
      {"ヴァ", "va"},
      {"メール", "me-ru"},
      {"おおきい", "ookii"},
      {"こんにちは", "konnichiha"},
      {"きんえん", "kin'en"},
      {"きんえん", "kinnen"},
      {"ジュース", "juusu"},
  };
  for (const auto& [kana, typed] : cases) {
    CAPTURE(kana);
    CAPTURE(typed);
    SoundText sound;
    AppendKana(kana, 0, false, sound);
    CHECK(sound.at.size() == sound.bytes.size());
    std::string letters;
    for (const char c : typed) {
      if (c != '-' && c != '\'') letters += c;
    }
    const auto forms = RomajiForms(letters);
    // Where an apostrophe has parted ん from a vowel, input methods also take two n.
    const bool parted = typed.find('\'') != std::string_view::npos;
    CHECK((parted || std::find(forms.begin(), forms.end(), sound.bytes) != forms.end()));
  }
}

TEST_CASE("Romaji: an unfinished syllable begins what it may become") {
  const auto begins = [](std::string_view kana, std::string_view typed) {
    SoundText sound;
    AppendKana(kana, 0, false, sound);
    const auto forms = RomajiForms(typed);
    return std::any_of(forms.begin(), forms.end(),
                       [&](const std::string& form) { return sound.bytes.starts_with(form); });
  };
  for (const char* typed : {"i", "in", "ins", "insa", "insat", "insats", "insatsu", "insatu"}) {
    CAPTURE(typed);
    CHECK(begins("いんさつ", typed));
  }
  for (const char* typed : {"s", "sh", "shi", "shin", "si", "sin"})
    CHECK(begins("しんぶん", typed));
  for (const char* typed : {"s", "sh", "sha", "sy"}) CHECK(begins("しゃしん", typed));
  for (const char* typed : {"c", "ch", "chi", "t", "ti"}) CHECK(begins("ちず", typed));
  CHECK_FALSE(begins("いんさつ", "ina"));
}

TEST_CASE("Readings: Japanese in romaji, with how its kanji are read") {
  CHECK(ReadingOf("プリンターで印刷できない", "ja", SuggestLane::kSound)
            .starts_with("|puriNta|de|iNsatu|deki|nai"));
  CHECK(ReadingOf("印刷", "ja", SuggestLane::kSound) == "|iNsatu");
  CHECK(ReadingOf("Windowsの更新", "ja", SuggestLane::kSound) == "|wiNdows|no|kousiN");
  CHECK(ReadingOf("カタカナ", "ja", SuggestLane::kWritten).starts_with("|かたかな"));
}

TEST_CASE("Readings: Hindi as it is written in Latin letters") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"प्रिंटर", "printar"}, {"समस्या", "samasya"},  {"कैसे", "kaise"},
      {"नहीं", "nahin"},     {"पासवर्ड", "pasvard"}, {"बदलना", "badalna"},
      {"ईमेल", "imel"},      {"छपाई", "chapai"},    {"फ़ाइल", "fail"},
  };
  for (const auto& [word, latin] : cases) {
    CAPTURE(word);
    CHECK(HindiInLatin(Fold(word)).bytes == latin);
  }
  CHECK(RomanHindi("printer") == "printar");
  CHECK(RomanHindi("paasaward") == "pasavard");
  CHECK(RomanHindi("eemel") == "imel");
  CHECK(RomanHindi("chhapai") == "chapai");
  CHECK(RomanHindi("kaise badle") == "kaise badle");
}

}  // namespace
}  // namespace funnel::text
