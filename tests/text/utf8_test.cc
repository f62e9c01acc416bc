// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/utf8.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

TEST_CASE("CountCharacters: of one to four bytes") {
  CHECK(base::CountCharacters("") == 0);
  CHECK(base::CountCharacters("abc") == 3);
  CHECK(base::CountCharacters("aé印🙂") == 4);
}

TEST_CASE("CharacterBegin, CharacterEnd: around every byte of a text") {
  const std::string text = "aé印🙂";
  const std::size_t begins[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  const std::size_t ends[] = {0, 1, 3, 3, 6, 6, 6, 10, 10, 10, 10, 10};
  for (std::size_t at = 0; at < std::size(begins); ++at) {
    CAPTURE(at);
    CHECK(base::CharacterBegin(text, at) == begins[at]);
    CHECK(base::CharacterEnd(text, at) == ends[at]);
  }
  CHECK(base::CharacterBegin("", 0) == 0);
  CHECK(base::CharacterEnd("", 1) == 0);
}

TEST_CASE("CharacterBegin: goes no further back than a character is long") {
  const std::string bytes(100, '\x80');
  CHECK(base::CharacterBegin(bytes, 50) == 50);
  CHECK(base::CharacterBegin("a" + bytes, 3) == 0);
  CHECK(base::CharacterBegin("a" + bytes, 4) == 4);
  CHECK(base::CharacterBegin(bytes, 0) == 0);
  CHECK(base::CharacterEnd(bytes, 50) == 100);
}

}  // namespace
}  // namespace funnel
