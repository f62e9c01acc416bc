// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/outline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/schema/index_schema.h"

namespace funnel {
namespace {

using store::Outline;
using store::TagOf;
using store::TermTag;

Term MakeTerm(Lane lane, const std::string& text, std::uint32_t position) {
  return {lane, text, position, 0, 0, false};
}

AnalyzedText Words(std::size_t count) {
  AnalyzedText text;
  for (std::size_t i = 0; i < count; ++i) {
    text.terms.push_back(MakeTerm(Lane::kWord, "w" + std::to_string(i), text.word_count++));
  }
  return text;
}

TEST_CASE("Outline: tags are three bytes of one hash and never change") {
  // They are stored: another hash would make every base read as another.
  CHECK(TagOf("Zprinter") == 0xA485B0);
  CHECK(TagOf("") == TagOf(""));
  std::set<TermTag> tags;
  for (int i = 0; i < 500; ++i) {
    const TermTag tag = TagOf("word" + std::to_string(i));
    CHECK(tag < (1U << 24));
    tags.insert(tag);
  }
  CHECK(tags.size() == 500);
}

TEST_CASE("Outline: the main word of a place is its stem, else the word") {
  AnalyzedText text;
  text.word_count = 4;
  text.terms = {MakeTerm(Lane::kWord, "printers", 0), MakeTerm(Lane::kStem, "printer", 0),
                MakeTerm(Lane::kNgram, "prin", 0), MakeTerm(Lane::kStem, "offlin", 1),
                MakeTerm(Lane::kWord, "offline", 1), MakeTerm(Lane::kWord, "打印机", 2),
                MakeTerm(Lane::kGram, "打印", 2),
                // Parts of a name come after it and share its place.
                MakeTerm(Lane::kWord, "印", 2), MakeTerm(Lane::kStem, "print", 0),
                MakeTerm(Lane::kWord, "beyond", 4)};
  const std::vector<TermTag> expected = {TagOf("Zprinter"), TagOf("Zofflin"), TagOf("打印机"), 0};
  CHECK(store::WordTags(text) == expected);
}

TEST_CASE("Outline: has the title's terms without repeats and the first words") {
  AnalyzedText title;
  title.word_count = 1;
  title.terms = {MakeTerm(Lane::kStem, "print", 0), MakeTerm(Lane::kWord, "print", 0),
                 MakeTerm(Lane::kStem, "print", 0), MakeTerm(Lane::kPair, "a b", 0)};
  const std::string bytes = store::EncodeOutline(title, Words(3));
  CHECK(bytes.size() == 2 + 3 * (3 + 3));
  const Outline outline(bytes);
  REQUIRE(outline.title_size() == 3);
  REQUIRE(outline.word_count() == 3);
  std::set<TermTag> found;
  for (std::size_t i = 0; i < 3; ++i) found.insert(outline.title(i));
  CHECK(found == std::set<TermTag>{TagOf("Zprint"), TagOf("print"), TagOf("XPa b")});
  for (std::size_t i = 0; i < 3; ++i) CHECK(outline.word(i) == TagOf("w" + std::to_string(i)));
}

TEST_CASE("Outline: keeps so many words and no more") {
  for (const std::size_t count : {0UL, 1UL, 255UL, 256UL, 257UL, 5000UL}) {
    const std::string bytes = store::EncodeOutline({}, Words(count));
    const Outline outline(bytes);
    CHECK(outline.title_size() == 0);
    CHECK(outline.word_count() == std::min<std::size_t>(count, 256));
  }
  // A title of more terms than two bytes count.
  const std::string bytes = store::EncodeOutline(Words(70'000), Words(5));
  const Outline outline(bytes);
  CHECK(outline.title_size() == 65'535);
  CHECK(outline.word_count() == 5);
  CHECK(outline.word(4) == TagOf("w4"));
}

TEST_CASE("Outline: a damaged one reads as empty or as what is left of it") {
  std::string bytes = store::EncodeOutline(Words(2), Words(2));
  const struct {
    std::size_t bytes, title, words;
  } rows[] = {{14, 2, 2}, {13, 2, 1}, {11, 2, 1}, {8, 2, 0},
              {7, 0, 0},  {2, 0, 0},  {1, 0, 0},  {0, 0, 0}};
  for (const auto& row : rows) {
    const Outline outline(std::string_view(bytes).substr(0, row.bytes));
    CHECK(outline.title_size() == row.title);
    CHECK(outline.word_count() == row.words);
  }
  bytes[1] = '\x7F';  // more title terms than there are tags
  CHECK(Outline(bytes).title_size() == 0);
}

}  // namespace
}  // namespace funnel
