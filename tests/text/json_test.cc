// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/json.h"

#include <doctest/doctest.h>

#include <limits>
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

TEST_CASE("LeadingJson: an object or list, whatever stands behind it") {
  const struct {
    const char *text, *json;
  } examples[] = {
      {"{} x", "{}"},
      {"{\"a\": [1, {}]}\n# {Title}", "{\"a\": [1, {}]}"},
      {"[\"]\\\"]\"] ]", "[\"]\\\"]\"]"},
      {"{\"a\": {}", ""},
      {"{\"}", ""},
      {"", ""},
      {"a {}", ""},
      {" {}", ""},
      {"} {}", ""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.text);
    CHECK(base::LeadingJson(example.text) == example.json);
  }
}

TEST_CASE("JsonMember: a value, or none") {
  const auto document =
      base::ParseJson(R"({"a": "x", "n": null, "": 1, "a\u0000": 2})", {.max_bytes = 100});
  REQUIRE(document);
  REQUIRE(base::JsonMember(*document, "a"));
  CHECK(base::JsonText(base::JsonMember(*document, "a")) == "x");
  REQUIRE(base::JsonMember(*document, "n"));
  CHECK(base::JsonMember(*document, "n")->IsNull());
  REQUIRE(base::JsonMember(*document, ""));
  CHECK(base::JsonMember(*document, "")->GetInt() == 1);
  CHECK(base::JsonMember(*document, std::string_view("a\0", 2))->GetInt() == 2);
  CHECK(base::JsonMember(*document, "b") == nullptr);
  CHECK(base::JsonMember(*base::JsonMember(*document, "a"), "a") == nullptr);
  CHECK(base::JsonText(base::JsonMember(*document, "n")).empty());
  CHECK(base::JsonText(base::JsonMember(*document, "b")).empty());
}

TEST_CASE("WriteMember: always valid JSON") {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "text", "a\"\xFF");
  base::WriteMember(writer, "texts", std::vector<std::string>{"b", "\xC0"});
  base::WriteMember(writer, "number", 1.5);
  base::WriteMember(writer, "none", std::numeric_limits<double>::infinity());
  base::WriteMember(writer, "count", std::uint64_t{18446744073709551615U});
  writer.EndObject();
  CHECK(std::string(buffer.GetString()) ==
        "{\"text\":\"a\\\"\uFFFD\",\"texts\":[\"b\",\"\uFFFD\"],\"number\":1.5,\"none\":0.0,"
        "\"count\":18446744073709551615}");
}

}  // namespace funnel
