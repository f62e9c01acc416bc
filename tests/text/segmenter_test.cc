// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/segmenter.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace funnel {
namespace {

/// By Script: none, digits, Latin, Cyrillic, Greek, Arabic, Devanagari, Tamil, Armenian, Hangul
/// (R), Han (Z), kana, scripts of clusters (T), others.
char Letter(text::Script script) {
  constexpr std::string_view kLetters = "-0LCGADMERZKTO";
  return kLetters[static_cast<std::size_t>(script)];
}

/// The words, each with a letter for its script: "L:Windows H:에서".
std::string Words(const std::string& utf8) {
  static text::Segmenter segmenter;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string line;
  for (const text::Word& word : segmenter.Words(text)) {
    if (!line.empty()) line += ' ';
    line += Letter(word.script);
    line += ':';
    text.tempSubStringBetween(word.begin, word.end).toUTF8String(line);
  }
  return line;
}

TEST_CASE("Segmenter: words of every script") {
  const struct {
    std::string text, words;
  } rows[] = {
      {"", ""},
      {" , . !", ""},
      {"The printer's queue", "L:The L:printer's L:queue"},
      {"เครื่องพิมพ์ออฟไลน์", "T:เครื่องพิมพ์ T:ออฟ T:ไลน์"},
      {"重新启动打印机", "Z:重新 Z:启动 Z:打印 Z:机"},
      {"印刷キューを開く", "Z:印刷 K:キュー K:を Z:開く"},
      {"프린터를 껐다", "R:프린터를 R:껐다"},
      {"प्रिंट कतार में", "D:प्रिंट D:कतार D:में"},
      {"hàng đợi in", "L:hàng L:đợi L:in"},
      {"принтер печати", "C:принтер C:печати"},
      {"ປ່ຽນລະຫັດ", "T:ປ່ຽນ T:ລະຫັດ"},
  };
  for (const auto& row : rows) CHECK(Words(row.text) == row.words);
}

TEST_CASE("Segmenter: letters and digits as people also write them apart") {
  const struct {
    std::string text, words;
  } rows[] = {
      {"iPhone15", "L:iPhone 0:15"},
      {"Windows11", "L:Windows 0:11"},
      {"16GB", "0:16 L:GB"},
      {"2.4GHz", "0:2.4 L:GHz"},
      {"12V", "0:12 L:V"},
      {"64bit", "0:64 L:bit"},
      {"HTTP502", "L:HTTP 0:502"},
      {"python3.11", "L:python 0:3.11"},
      {"v4.0.0", "L:v 0:4.0.0"},
      {"4.0.0rc1", "0:4.0.0 L:rc 0:1"},
      {"iPhone15Pro", "L:iPhone 0:15 L:Pro"},
      {"1920x1080", "0:1920 L:x 0:1080"},
      {"айфон15", "C:айфон 0:15"},
      {"아이폰15", "R:아이폰 0:15"},
      {"ويندوز11", "A:ويندوز 0:11"},
      {"विंडोज11", "D:विंडोज 0:11"},
      // Names and numbers that nobody writes apart.
      {"S3 3D 5G k8s x86 E02", "L:S3 L:3D L:5G L:k8s L:x86 L:E02"},
      {"0x8007000E", "L:0x8007000E"},
      {"8007000e", "L:8007000e"},
      {"QX7F log4j i18n", "L:QX7F L:log4j L:i18n"},
      {"a1b2c3d4e5f6", "L:a1b2c3d4e5f6"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Words(row.text) == row.words);
  }
}

TEST_CASE("Segmenter: a word ends where the script changes") {
  const struct {
    std::string text, words;
  } rows[] = {
      {"Windows에서", "L:Windows R:에서"}, {"更新KB5034441失败", "Z:更新 L:KB 0:5034441 Z:失败"},
      {"เปิดWindows", "T:เปิด L:Windows"},   {"11월", "0:11 R:월"},
      {"TLS1.2と", "L:TLS 0:1.2 K:と"},    {"USBメモリ", "L:USB K:メモリ"},
  };
  for (const auto& row : rows) CHECK(Words(row.text) == row.words);
}

TEST_CASE("Segmenter: names come apart at their dots, numbers do not") {
  const struct {
    std::string text, words;
  } rows[] = {
      {"winhttp.dll", "L:winhttp L:dll"},
      {"5.3.2", "0:5.3.2"},
      {"ERR_CONNECTION_RESET", "L:ERR L:CONNECTION L:RESET"},
      {"user@example.com", "L:user L:example L:com"},
      {"12:30", "0:12 0:30"},
      {"a:b", "L:a L:b"},
      {"v1.2.3", "L:v 0:1.2.3"},
      {"don't", "L:don't"},
  };
  for (const auto& row : rows) CHECK(Words(row.text) == row.words);
}

TEST_CASE("Segmenter: grapheme clusters") {
  text::Segmenter segmenter;
  const struct {
    std::string text, clusters;
  } rows[] = {
      {"เครื่อง", "เ|ค|รื่|อ|ง"},
      {"ປ່ຽນ", "ປ່|ຽ|ນ"},
      {"e\u0301a", "e\u0301|a"},
      {"a👩‍👧b", "a|👩‍👧|b"},
  };
  for (const auto& row : rows) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8("xx" + row.text + "yy");
    const auto borders = segmenter.Clusters(text, 2, text.length() - 2);
    CHECK(borders.front() == 2);
    CHECK(borders.back() == text.length() - 2);
    std::string line;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      if (i > 0) line += '|';
      text.tempSubStringBetween(borders[i], borders[i + 1]).toUTF8String(line);
    }
    CHECK(line == row.clusters);
  }
}

}  // namespace
}  // namespace funnel
