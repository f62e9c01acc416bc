// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/forward_record.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace funnel {
namespace {

using store::ForwardRecord;
using store::RecordContent;
using store::RecordField;
using store::TagOf;
using store::WordTag;

/// A title of two words, the second with a digit and two parts, and three words of text.
RecordContent Content() {
  RecordContent content;
  content.length = 70'000;
  content.updated = 20240302;
  content.family = store::FamilyHash("printing");
  content.words[static_cast<std::size_t>(RecordField::kTitle)] = {1, 2};
  content.words[static_cast<std::size_t>(RecordField::kText)] = {3, 4, 5};
  content.places = {0, 10, 17};
  content.title = {{false, {}}, {true, {0x1234, 0xFFFF}}};
  return content;
}

TEST_CASE("ForwardRecord: tags are made of two hashes and never change") {
  // They are stored: another hash would make every base read as another.
  CHECK(TagOf("printer", "printer") == 0x1DAA7FED);
  // Another marking shares the lower bits.
  const WordTag ask = TagOf("hỏi", "hoi");
  CHECK(((ask ^ TagOf("hoi", "hoi")) & store::kBareBits) == 0);
  CHECK(((ask ^ TagOf("hoi", "hoi")) & store::kMainBits) != 0);
  CHECK((ask & ~store::kMainBits) == 0);
}

TEST_CASE("ForwardRecord: has what was put in") {
  const std::string bytes = store::EncodeForward(Content());
  CHECK(bytes.size() == 32 + 5 * 4 + 4 + 2 + 2 * 2);
  const ForwardRecord record(bytes);
  CHECK(record.length() == 70'000);
  CHECK(record.updated() == 20240302);
  CHECK(record.family() == store::FamilyHash("printing"));
  CHECK(record.family() != store::FamilyHash("printers"));
  CHECK(record.title_size() == 2);
  CHECK(record.word_count() == 5);
  CHECK(record.begin(RecordField::kSummary) == 2);
  CHECK(record.begin(RecordField::kText) == 2);
  CHECK_FALSE(record.bounded());
  for (std::size_t i = 0; i < 5; ++i) CHECK(record.word(i) == i + 1);
  std::string title;
  record.TitleWords([&](std::size_t at, bool number, std::string_view parts) {
    title += std::to_string(at) + (number ? " number " : " ") + std::to_string(parts.size()) + "; ";
  });
  CHECK(title == "0 0; 1 number 4; ");
}

TEST_CASE("ForwardRecord: a damaged one reads as empty or as what is left of it") {
  const std::string bytes = store::EncodeForward(Content());
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    CAPTURE(size);
    const std::string cut = bytes.substr(0, size);
    const ForwardRecord record(cut);
    CHECK(record.word_count() == (size < 52 ? 0 : 5));
    std::size_t seen = 0;
    record.TitleWords([&](std::size_t, bool, std::string_view) { ++seen; });
    CHECK(seen == (size < 57 ? 0 : size < bytes.size() ? 1 : 2));
  }
  std::string wrong = bytes;
  wrong[19] = '\x7F';  // more words of the title than there are
  CHECK(ForwardRecord(wrong).word_count() == 0);
}

TEST_CASE("ForwardRecord: where in the text a word begins, about") {
  RecordContent content;
  std::vector<WordTag>& text = content.words[static_cast<std::size_t>(RecordField::kText)];
  content.words[static_cast<std::size_t>(RecordField::kTitle)] = {1, 2};
  content.title = {{}, {}};
  // Words of four bytes and a space; behind 70 of them a part was left out.
  for (std::uint32_t i = 0; i < 100; ++i) {
    text.push_back(i);
    content.places.push_back(i * 5 + (i < 70 ? 0 : 90'000));
  }
  const std::string bytes = store::EncodeForward(content);
  const ForwardRecord record(bytes);
  const std::size_t begin = record.begin(RecordField::kText);
  for (const std::size_t i : {0, 1, 31, 32, 40, 63, 64}) {
    CAPTURE(i);
    CHECK(record.PlaceOf(begin + i) == i * 5);
  }
  CHECK(record.PlaceOf(begin + 66) == 64 * 5 + 2 * 8);  // as if nothing were left out
  CHECK(record.PlaceOf(begin + 96) == 96 * 5 + 90'000);
  const std::string cut = bytes.substr(0, bytes.size() - 3);
  CHECK(ForwardRecord(cut).PlaceOf(begin + 96) == 0);
}

}  // namespace
}  // namespace funnel
