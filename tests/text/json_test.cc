// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/json.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {

TEST_CASE("ParseJson: what is JSON, and the byte where it is none") {
  using namespace std::string_literals;
  const std::string bom = "\xEF\xBB\xBF";
  const std::string four(4, '[');
  const struct {
    std::string text, error;
  } examples[] = {
      {"{}", ""},
      {" [1, -2.5e3, true, null, \"\\\"]}\"]\n\t", ""},
      {"\"a\\u0000b\"", ""},
      {bom + "7", ""},
      {four + std::string(4, ']'), ""},
      {"[[[[]]],[[[]]]]", ""},
      {"\"[[[[[{{{{\\\"[[[[\"", ""},
      {"\"พิมพ์ 印刷\"", ""},
      {"", "no JSON at byte 1 (The document is empty.)"},
      {" ", "no JSON at byte 2 (The document is empty.)"},
      {"{\"q\":", "no JSON at byte 6 (Invalid value.)"},
      {"{} x", "no JSON at byte 4 (The document root must not be followed by other values.)"},
      {"{}{}", "no JSON at byte 3 (The document root must not be followed by other values.)"},
      {"{}\0"s, "no JSON at byte 3 (a NUL byte)"},
      {"{}\0{\"x\":1}"s, "no JSON at byte 3 (a NUL byte)"},
      {"\"a\0b\""s, "no JSON at byte 3 (a NUL byte)"},
      {"\"a\\\0b\""s, "no JSON at byte 4 (a NUL byte)"},
      {bom + "{}\0"s, "no JSON at byte 6 (a NUL byte)"},
      {bom + "x", "no JSON at byte 4 (Invalid value.)"},
      {bom + bom + "{}", "no JSON at byte 4 (a second byte order mark)"},
      {"\"\xFF\"", "no JSON at byte 2 (Invalid encoding in string.)"},
      {"\"\xC0\xAF\"", "no JSON at byte 2 (Invalid encoding in string.)"},
      {"\"\xED\xA0\x80\"", "no JSON at byte 2 (Invalid encoding in string.)"},
      {"\"\\ud800\"", "no JSON at byte 2 (The surrogate pair in string is invalid.)"},
      {"\"a\nb\"", "no JSON at byte 3 (Invalid escape character in string.)"},
      {four + "[", "no JSON at byte 5 (nested deeper than 4 levels)"},
      {"[[[{\"a\":{}}]]]", "no JSON at byte 9 (nested deeper than 4 levels)"},
      {std::string(300'000, '['), "no JSON at byte 401 (longer than 400 bytes)"},
      {"[" + std::string(400, ' '), "no JSON at byte 401 (longer than 400 bytes)"},
      {"[1e999]", "no JSON at byte 2 (Number too big to be stored in double.)"},
      {"NaN", "no JSON at byte 1 (Invalid value.)"},
      {"[1,]", "no JSON at byte 4 (Invalid value.)"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.text.substr(0, 60));
    const auto document = base::ParseJson(example.text, {.max_bytes = 400, .max_depth = 4});
    CHECK((document ? "" : document.error().message) == example.error);
    if (!document) CHECK(document.error().code == ErrorCode::kInvalidInput);
  }
}

TEST_CASE("ParseJson: strings keep what stands behind an escaped NUL") {
  const auto document = base::ParseJson("\"a\\u0000b\"", {.max_bytes = 100});
  REQUIRE(document);
  CHECK(base::JsonView(*document) == std::string_view("a\0b", 3));
}

}  // namespace funnel
