// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/sentences.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace funnel {
namespace {

TEST_CASE("SentenceEnds: the marks of all scripts, but not inside words") {
  struct {
    const char* text;
    std::vector<std::string> sentences;
  } rows[] = {
      {"One. Two!", {"One. ", "Two!"}},
      {"Use example.com 1.2 now", {"Use example.com 1.2 now"}},
      {"一。二！三", {"一。", "二！", "三"}},
      {"एक। दो।", {"एक। ", "दो।"}},
      {"(He said.) Then", {"(He said.) ", "Then"}},
      {"Im 18. Jahrhundert. Dann", {"Im 18. Jahrhundert. ", "Dann"}},
      {"In 1918. Then J. Smith. Ё. Иванов", {"In 1918. ", "Then J. Smith. ", "Ё. Иванов"}},
      {"в 1995 г. был. Потом", {"в 1995 г. был. ", "Потом"}},
      {"3. Click", {"3. Click"}},
      {"", {""}},
  };
  for (const auto& row : rows) {
    const std::string text = row.text;
    CAPTURE(text);
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    for (const std::size_t end : text::SentenceEnds(text)) {
      sentences.push_back(text.substr(begin, end - begin));
      begin = end;
    }
    CHECK(sentences == row.sentences);
  }
}

TEST_CASE("SplitSentences: cuts where a sentence may end") {
  const struct {
    const char* paragraph;
    std::vector<std::string> sentences;
  } kRows[] = {
      {"One. Two!  Three", {"One.", "Two!", "Three"}},
      {"Use example.com 1.2 now", {"Use example.com 1.2 now"}},
      {"一。二！三", {"一。", "二！", "三"}},
      {"एक। दो।", {"एक।", "दो।"}},
      {"Then J. Smith", {"Then J.", "Smith"}},
      {"สวัสดี ครับ", {"สวัสดี ครับ"}},
      {" ", {}},
      {"", {}},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.paragraph);
    CHECK(text::SplitSentences(row.paragraph) == row.sentences);
  }
}

}  // namespace
}  // namespace funnel
