// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/hindi.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace funnel {
namespace {

TEST_CASE("NormalizeHindi: one spelling for a word") {
  const struct {
    std::string word, normal;
  } rows[] = {
      {"प्रिंटर", "प्रिंटर"},
      // Nukta, as a mark and as a letter of its own.
      {"फ\u093Cाइल", "फाइल"},
      {"\u095Eाइल", "फाइल"},
      {"\u0958लम", "कलम"},
      {"\u0959त", "खत"},
      {"\u095Aम", "गम"},
      {"\u095Bरा", "जरा"},
      {"\u095Cा", "डा"},
      {"\u095Dा", "ढा"},
      {"\u095Fा", "या"},
      // A nasal consonant before another one is anusvara.
      {"हिन्दी", "हिंदी"},
      {"हिंदी", "हिंदी"},
      {"कम्प्यूटर", "कंप्यूटर"},
      {"अङ्क", "अंक"},
      {"पञ्च", "पंच"},
      {"घण्टा", "घंटा"},
      // But not where it is doubled, ends the word, or stands before a vowel.
      {"अन्न", "अन्न"},
      {"सम्मान", "सम्मान"},
      {"श्रीमान्", "श्रीमान्"},
      {"नमक", "नमक"},
      {"रत्न", "रत्न"},
      // Candrabindu and joiners.
      {"हूँ", "हूं"},
      {"पाँच", "पांच"},
      {"क्\u200Dष", "क्ष"},
      {"क्\u200Cष", "क्ष"},
      {"", ""},
      {"Windows", "Windows"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(text::NormalizeHindi(row.word) == row.normal);
  }
}

TEST_CASE("NormalizeHindi: a normal word is its own normal form") {
  const std::vector<std::string> words = {"हिन्दी", "हूँ", "\u095Eाइल", "अन्न", "सम्बन्ध", "सङ्घर्ष"};
  for (const std::string& word : words) {
    const std::string normal = text::NormalizeHindi(word);
    CHECK(text::NormalizeHindi(normal) == normal);
  }
}

TEST_CASE("NormalizeHindi: different words stay different") {
  CHECK(text::NormalizeHindi("बिल") != text::NormalizeHindi("बिला"));
  CHECK(text::NormalizeHindi("दिन") != text::NormalizeHindi("दीन"));
  CHECK(text::NormalizeHindi("मत") != text::NormalizeHindi("मंत"));
}

}  // namespace
}  // namespace funnel
