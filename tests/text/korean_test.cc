// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/korean.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

struct Row {
  std::string word, stem;
};

TEST_CASE("KoreanStem: takes particles off, also several") {
  const Row rows[] = {
      {"서버", "서버"},
      {"서버에서는", "서버"},
      {"서버에서부터", "서버"},
      {"문서를", "문서"},
      {"파일을", "파일"},
      {"컴퓨터에서만", "컴퓨터"},
      {"사용자들에게는", "사용자"},
      {"비밀번호입니다", "비밀번호"},
      {"대기열의", "대기열"},
      {"프린터로", "프린터"},
      {"메일로", "메일"},
      {"화면까지도", "화면"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(text::KoreanStem(row.word) == row.stem);
  }
}

TEST_CASE("KoreanStem: a particle has to fit the sound before it") {
  const Row rows[] = {
      {"평가", "평가"},      // 가, but only one syllable would stay
      {"인증과", "인증"},    // 과 after a consonant
      {"인쇄과", "인쇄과"},  // not after a vowel
      {"인쇄와", "인쇄"},    // 와 after a vowel
      {"인증와", "인증와"},  // not after a consonant
      {"문서은", "문서은"}, {"문서는", "문서"},   {"파일는", "파일는"},
      {"파일은", "파일"},   {"인증로", "인증로"},  // 로 after a vowel or ㄹ
      {"회의", "회의"},                            // 의 needs two syllables before it
      {"길이", "길이"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(text::KoreanStem(row.word) == row.stem);
  }
}

TEST_CASE("KoreanStem: takes the endings of verbs made of nouns off") {
  const Row rows[] = {
      {"연결되지", "연결"},     {"연결하는", "연결"},     {"연결되었습니다", "연결"},
      {"연결했는데요", "연결"}, {"삭제하십시오", "삭제"}, {"설정하려면", "설정"},
      {"인쇄되도록", "인쇄"},   {"실행한", "실행"},       {"손상된", "손상"},
      {"연결하지만", "연결"},   {"인쇄됩니다", "인쇄"},   {"확인해야", "확인"},
      {"자동적으로", "자동"},   {"안전하게", "안전"},     {"없습니다", "없"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(text::KoreanStem(row.word) == row.stem);
  }
}

TEST_CASE("KoreanStem: something always stays, and what is not Korean stays whole") {
  const Row rows[] = {
      {"", ""},   {"은", "은"},           {"에서", "에서"},     {"하다", "하다"},
      {"a", "a"}, {"Windows", "Windows"}, {"합니다", "합니다"}, {"된", "된"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(text::KoreanStem(row.word) == row.stem);
  }
  CHECK(text::KoreanStem("\xFF") == "\uFFFD");
}

TEST_CASE("KoreanStem: spellings of borrowed words meet") {
  CHECK(text::KoreanStem("메세지를") == text::KoreanStem("메시지가"));
  CHECK(text::KoreanStem("컨텐츠") == text::KoreanStem("콘텐츠"));
  CHECK(text::KoreanStem("디렉토리에서") == text::KoreanStem("디렉터리"));
}

}  // namespace
}  // namespace funnel
