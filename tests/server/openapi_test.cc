// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/openapi.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "server/api/routes.h"
#include "tests/server/schema_check.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

using Value = rapidjson::Value;

const rapidjson::Document& Described() {
  static const rapidjson::Document document = ParseJson(std::string(api::OpenApiDocument()));
  return document;
}

/// What is refused for each parameter, in an address and as JSON, and a question that is answered.
struct Bad {
  std::string in_address, in_json;
};
const std::map<std::string, Bad> kBad = {
    {"q", {std::string(1025, 'a'), "1"}},
    {"lang", {"%21%21", "\"!!\""}},
    {"limit", {"0", "0"}},
    {"offset", {"x", "\"1\""}},
    {"filter", {"product", "\"product\""}},
    {"facets", {"colour", "[\"colour\"]"}},
    {"ids", {"a,b,c,d,e,f,g,h,i,j,k", "[1]"}},
    {"article", {"nolanguage", "\"nolanguage\""}},
    {"since", {"yesterday", "\"yesterday\""}},
    {"until", {"2026-02-30", "\"2026-02-30\""}},
    {"asOf", {"1", "\"1\""}},
    {"evidence", {"51", "51"}},
    {"verbatim", {"1", "1"}},
};

std::set<std::string> ParametersOf(const Value& operation) {
  std::set<std::string> names;
  for (const Value& parameter : operation["parameters"].GetArray()) {
    names.insert(parameter["name"].GetString());
  }
  return names;
}

const Value& BodyOf(const Value& operation) {
  return operation["requestBody"]["content"]["application/json"]["schema"];
}

Answer Post(const std::string& path, const std::string& body) {
  return Fetch(SharedServer().port(), "POST", path, "Content-Type: application/json\r\n", body);
}

/// The misfits of an answer with what is described of its status.
std::vector<std::string> MisfitsOf(const Answer& answer, const std::string& path,
                                   const char* method) {
  const Value& responses = Described()["paths"][path.c_str()][method]["responses"];
  const std::string status = std::to_string(answer.status);
  const Value& response =
      responses.HasMember(status.c_str()) ? responses[status.c_str()] : responses["default"];
  const Value& content = response["content"];
  const std::string type = answer.Header("Content-Type");
  if (!content.HasMember(type.c_str())) return {type + ": not in the schema"};
  return Misfits(ParseJson(answer.body), content[type.c_str()]["schema"], Described());
}

}  // namespace

TEST_CASE("OpenApi: it is given out") {
  const Answer answer = SharedServer().Get("/v1/openapi.json");
  CHECK(answer.status == 200);
  CHECK(answer.Header("Content-Type") == "application/json");
  CHECK(ParseJson(answer.body) == Described());
  CHECK(std::string(Described()["openapi"].GetString()).starts_with("3.1."));
  const std::string tag = answer.Header("ETag");
  CHECK(SharedServer().Get("/v1/openapi.json", "If-None-Match: " + tag + "\r\n").status == 304);
}

TEST_CASE("OpenApi: has every route, and there is every one that it has") {
  access::ServedBase base(SharedServer().kb(), Audience::kPublic, server::kDeadline);
  http::Router router;
  api::AddApiRoutes(router, base);
  std::set<std::string> routes, described;
  for (const http::Route& route : router.routes()) {
    std::string pattern(route.pattern);
    if (pattern.ends_with("/*")) pattern.replace(pattern.size() - 1, 1, "{lang}/{id}");
    routes.insert(std::string(route.method) + " " + pattern);
  }
  std::set<std::string> names;
  for (const auto& path : Described()["paths"].GetObject()) {
    for (const auto& operation : path.value.GetObject()) {
      const bool get = std::string(operation.name.GetString()) == "get";
      described.insert((get ? "GET " : "POST ") + std::string(path.name.GetString()));
      CHECK(names.insert(operation.value["operationId"].GetString()).second);
    }
  }
  CHECK(routes == described);
}

TEST_CASE("OpenApi: every parameter is read, and no other is") {
  for (const auto& path : Described()["paths"].GetObject()) {
    const Value* get = base::JsonMember(path.value, "get");
    const Value* post = base::JsonMember(path.value, "post");
    if (!post) continue;
    const std::string target = path.name.GetString();
    const std::set<std::string> names = ParametersOf(*get);
    std::set<std::string> members;
    for (const auto& member : BodyOf(*post)["properties"].GetObject()) {
      members.insert(member.name.GetString());
    }
    CHECK(members == names);
    for (const std::string& name : names) CHECK(kBad.count(name) == 1);
    for (const auto& [name_of_bad, bad] : kBad) {
      const std::string& name = name_of_bad;  // clang 14 captures no binding.
      CAPTURE(target);
      CAPTURE(name);
      const bool known = names.count(name) == 1;
      const std::string q = name == "q" || name == "article" ? "?" : "?q=print&";
      const Answer asked = SharedServer().Get(target + q + name + "=" + bad.in_address);
      if (known) {
        CHECK(asked.status / 100 == 4);
        CHECK(ParseJson(asked.body)["parameter"].GetString() == name);
      } else {
        CHECK(SharedServer().Get(target + "?q=print&" + name + "=" + bad.in_address).status == 200);
      }
      const std::string rest = name == "q" || name == "article" ? "" : ",\"q\":\"print\"";
      const Answer posted = Post(target, "{\"" + name + "\":" + bad.in_json + rest + "}");
      CHECK(posted.status == 400);
      const auto problem = ParseJson(posted.body);
      if (known) CHECK(problem["parameter"].GetString() == name);
      CHECK(MisfitsOf(posted, target, "post") == std::vector<std::string>());
    }
    CHECK(Post(target, "{\"q\":\"print\",\"colour\":\"red\"}").status == 400);
    CHECK(SharedServer().Get(target + "?q=print&colour=red").status == 200);
  }
}

TEST_CASE("OpenApi: real answers are what it says") {
  const struct {
    std::string path, query;
  } examples[] = {
      {"/v1/search", "q=print+queue&lang=en&facets=*"},
      {"/v1/search", "q=%22no+such+phrase%22+print"},
      {"/v1/search", "q=manyfold&offset=7"},
      {"/v1/search", "q=a&limit=0"},
      {"/v1/search", "q=...&lang=th"},
      {"/v1/suggest", "q=document+st"},
      {"/v1/suggest", ""},
      {"/v1/similar", "q=print+queue+stuck"},
      {"/v1/similar", "article=en/printing/queue-stuck"},
      {"/v1/similar", "article=en/nothing"},
      {"/v1/triage", "q=print+queue+stuck"},
      {"/v1/explain", "q=print+queue"},
      {"/v1/explain", "q=print+queu+-th&lang=th&ids=hostile"},
      {"/v1/explain", "q=print&ids=nothing"},
      {"/v1/explain", "q=print%0Aqueue%0Aerror+0x80070005+at+line+1%0Astuck%0Aspooler+stopped"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.path);
    CAPTURE(example.query);
    const Answer answer = SharedServer().Get(example.path + "?" + example.query);
    CHECK(MisfitsOf(answer, example.path, "get") == std::vector<std::string>());
  }
  const std::string article = "/v1/articles/{lang}/{id}";
  for (const char* address : {"en/printing/queue-stuck", "en/hostile", "en/nothing"}) {
    const Answer answer = SharedServer().Get(std::string("/v1/articles/") + address);
    CHECK(MisfitsOf(answer, article, "get") == std::vector<std::string>());
  }
  CHECK(MisfitsOf(SharedServer().Get("/healthz"), "/healthz", "get") == std::vector<std::string>());
}

TEST_CASE("OpenApi: has the code of every problem, and no other") {
  std::ifstream file(std::string(FUNNEL_SOURCE_DIR) + "/server/http/problem.h");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string source = text.str();
  const std::regex problem(R"re(inline constexpr Problem \w+\{(\d+), "([a-z-]+)")re");
  std::set<std::string> written, described;
  for (std::sregex_iterator at(source.begin(), source.end(), problem), end; at != end; ++at) {
    written.insert((*at)[2]);
  }
  for (const Value& code :
       Described()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"].GetArray()) {
    described.insert(code.GetString());
  }
  CHECK(written.size() > 10);
  CHECK(written == described);
}

TEST_CASE("Api: every answer has an id of its own, and every hit its rank") {
  std::set<std::string> ids;
  for (const char* target :
       {"/v1/search?q=manyfold&limit=3&offset=4", "/v1/suggest?q=print",
        "/v1/similar?q=print+queue", "/v1/triage?q=print+queue", "/v1/explain?q=print"}) {
    for (int i = 0; i < 2; ++i) {
      const auto json = ParseJson(SharedServer().Get(target).body);
      CHECK(ids.insert(json["queryId"].GetString()).second);
    }
  }
  const auto page = ParseJson(SharedServer().Get("/v1/search?q=manyfold&limit=3&offset=4").body);
  REQUIRE(page["hits"].Size() == 3);
  for (rapidjson::SizeType i = 0; i < 3; ++i) CHECK(page["hits"][i]["rank"].GetUint() == i + 5);
  const auto cases = ParseJson(SharedServer().Get("/v1/similar?q=print+queue").body);
  CHECK(cases["cases"][0]["rank"].GetUint() == 1);
}

TEST_CASE("Api: an explanation of the hits, or of what is asked for, of public articles alone") {
  const auto two = ParseJson(SharedServer().Get("/v1/explain?q=manyfold&limit=2").body);
  CHECK(two["articles"].Size() == 2);
  const auto hits = ParseJson(SharedServer().Get("/v1/explain?q=print+queue&lang=en").body);
  REQUIRE(hits["articles"].Size() >= 1);
  CHECK(std::string(hits["articles"][0]["id"].GetString()) == "printing/queue-stuck");
  for (const Answer& answer :
       {SharedServer().Get("/v1/explain?q=print+queue&ids=hostile,printing/queue-stuck"),
        Post("/v1/explain", R"({"q":"print queue","ids":["hostile","printing/queue-stuck"]})")}) {
    REQUIRE(answer.status == 200);
    CHECK(ParseJson(answer.body)["articles"].Size() == 2);
  }
  for (const char* target :
       {"/v1/explain?q=secretword&ids=internal-1", "/v1/explain?q=print&ids=nothing"}) {
    CHECK(SharedServer().Get(target).status == 404);
  }
  for (const char* target : {"/v1/explain", "/v1/explain?q=a&limit=11",
                             "/v1/explain?filter=kind%3Dcase", "/v1/explain?q=a&ids=,"}) {
    CAPTURE(target);
    CHECK(SharedServer().Get(target).status == 400);
  }
  CHECK(Post("/v1/explain", R"({"q":"a","facets":["kind"]})").status == 400);
}

}  // namespace funnel::test
