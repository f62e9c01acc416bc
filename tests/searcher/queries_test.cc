// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/queries.h"

#include <doctest/doctest.h>

#include <sstream>
#include <vector>

#include "funnel/searcher.h"

namespace funnel {
namespace {

struct Read {
  std::vector<measure::TestQuery> queries;
  std::vector<std::string> reported;
  std::size_t errors = 0;
};

Read ReadAll(const std::string& text) {
  Read read;
  std::istringstream in(text);
  measure::QueryReader reader(in, "q.jsonl",
                              [&](const std::string& line) { read.reported.push_back(line); });
  while (auto query = reader.Next()) read.queries.push_back(*std::move(query));
  read.errors = reader.errors();
  return read;
}

std::string ErrorOf(const std::string& line) {
  const Result<measure::TestQuery> query = measure::ParseTestQuery(line);
  return query ? "no error" : query.error().message;
}

TEST_CASE("Queries: every member is read, others are ignored") {
  const Result<measure::TestQuery> query = measure::ParseTestQuery(
      R"({"_id":"q 1/%20","text":"โปรแกรมค้าง","lang":"th","type":"title","self":"d1",)"
      R"("relevant":{"d2":2,"d3":0},"note":[1,{"a":null}]})");
  REQUIRE(query);
  CHECK(query->id == "q 1/%20");
  CHECK(query->text == "โปรแกรมค้าง");
  CHECK(query->lang == "th");
  CHECK(query->type == "title");
  CHECK(query->self == "d1");
  CHECK(query->relevant == measure::Grades{{"d2", 2}, {"d3", 0}});
}

TEST_CASE("Queries: ids of any script come back verbatim") {
  const std::string longest(255, 'x');
  for (const std::string& id : {std::string("ключ"), std::string("質問 一"), std::string("a b"),
                                std::string("क्षि"), std::string("\\\"q\\\""), longest}) {
    INFO(id);
    const Result<measure::TestQuery> query =
        measure::ParseTestQuery(R"({"_id":")" + id + R"(","text":"t"})");
    REQUIRE(query);
    CHECK(query->id == (id.front() == '\\' ? "\"q\"" : id));
  }
}

TEST_CASE("Queries: what is wrong with a line is named") {
  const struct {
    std::string line, error;
  } examples[] = {
      {"nonsense", "no JSON at byte 2 (Invalid value.)"},
      {"[]", "must be a JSON object with \"_id\" and \"text\""},
      {R"({"text":"t"})", "\"_id\" is missing"},
      {R"({"_id":"q"})", "\"text\" is missing"},
      {R"({"_id":7,"text":"t"})", "\"_id\" must be a string"},
      {R"({"_id":"q","text":"t","lang":null})", "\"lang\" must be a string"},
      {R"({"_id":"","text":"t"})", "\"_id\" must be 1 to 255 bytes without control characters"},
      {R"({"_id":"a\tb","text":"t"})", "\"_id\" must be 1 to 255 bytes without control characters"},
      {R"({"_id":"a\u0000b","text":"t"})",
       "\"_id\" must be 1 to 255 bytes without control characters"},
      {R"({"_id":"a\u0085b","text":"t"})",
       "\"_id\" must be 1 to 255 bytes without control characters"},
      {R"({"_id":")" + std::string(256, 'x') + R"(","text":"t"})",
       "\"_id\" must be 1 to 255 bytes without control characters"},
      {R"({"_id":"q","text":""})", "\"text\" is empty"},
      {R"({"_id":"q","text":")" + std::string(kMaxPastedBytes + 1, 'x') + R"("})",
       "\"text\" is longer than 65536 bytes; shorten it"},
      {R"({"_id":"q","text":"t","relevant":["d"]})",
       "\"relevant\" must be an object of document ids and grades"},
      {R"({"_id":"q","text":"t","relevant":{"d":"1"}})",
       "\"relevant\": the grade of 'd' must be a whole number"},
      {R"({"_id":"q","text":"t","relevant":{"d":1,"d":2}})", "\"relevant\": 'd' is judged twice"},
      {"{\"_id\":\"q\",\"text\":\"\xFF\"}", "no JSON at byte 20 (Invalid encoding in string.)"},
      {std::string("{\"_id\":\"q\",\"text\":\"t\"}\0x", 24), "no JSON at byte 23 (a NUL byte)"},
  };
  for (const auto& example : examples) {
    INFO(example.line.substr(0, 60));
    CHECK(ErrorOf(example.line) == example.error);
  }
}

TEST_CASE("Queries: deep nesting is survived") {
  const std::string deep(300'000, '[');
  CHECK(ErrorOf(R"({"_id":"q","text":"t","x":)" + deep).starts_with("no JSON"));
}

TEST_CASE("Queries: a bad line never stops the others") {
  const Read read = ReadAll(
      "\xEF\xBB\xBF{\"_id\":\"1\",\"text\":\"one\"}\r\n"
      "\n"
      "oops\n"
      "{\"_id\":\"1\",\"text\":\"again\"}\n"
      "{\"_id\":\"2\",\"text\":\"" +
      std::string(measure::kMaxLineBytes, 'x') +
      "\"}\n"
      "{\"_id\":\"3\",\"text\":\"three\"}");
  REQUIRE(read.queries.size() == 2);
  CHECK(read.queries[0].text == "one");
  CHECK(read.queries[0].line == 1);
  CHECK(read.queries[1].id == "3");
  CHECK(read.queries[1].line == 6);
  CHECK(read.errors == 3);
  CHECK(read.reported ==
        std::vector<std::string>{
            "q.jsonl:3: error: no JSON at byte 1 (Invalid value.)",
            "q.jsonl:4: error: \"_id\" '1' stands in this file already; give each query its own",
            "q.jsonl:5: error: the line is longer than 1048576 bytes; split or shorten it"});
}

}  // namespace
}  // namespace funnel
