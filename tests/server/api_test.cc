// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

/// "400 invalid-input" of a problem+json answer, with its shape checked.
std::string ProblemLine(const Answer& answer) {
  CHECK(answer.Header("Content-Type") == "application/problem+json");
  const auto problem = ParseJson(answer.body);
  for (const char* key : {"type", "title", "status", "code"}) CHECK(problem.HasMember(key));
  CHECK(problem["status"].GetInt() == answer.status);
  return std::to_string(answer.status) + " " + problem["code"].GetString();
}

/// The folder of the generation in force.
std::filesystem::path GenerationOf(const std::filesystem::path& kb) {
  std::string name;
  std::ifstream(kb / "current") >> name;
  return kb / name;
}

}  // namespace

TEST_CASE("Api: a search has every field") {
  const Answer answer = SharedServer().Get("/v1/search?q=print+queue&lang=en");
  CHECK(answer.status == 200);
  CHECK(answer.Header("Content-Type") == "application/json");
  const auto json = ParseJson(answer.body);
  CHECK(std::string(json["query"].GetString()) == "print queue");
  CHECK(json["offset"].GetInt() == 0);
  CHECK(json["limit"].GetInt() == 10);
  CHECK(json["estimatedTotalHits"].GetInt() >= 1);
  CHECK(json["processingTimeMs"].IsNumber());
  CHECK(std::string(json["generation"].GetString()).starts_with("gen-"));
  REQUIRE(json["hits"].Size() >= 1);
  const auto& hit = json["hits"][0];
  CHECK(std::string(hit["id"].GetString()) == "printing/queue-stuck");
  CHECK(std::string(hit["family"].GetString()) == "printing/queue-stuck");
  CHECK(std::string(hit["lang"].GetString()) == "en");
  CHECK(std::string(hit["title"].GetString()) == "Document stuck in the print queue");
  CHECK(std::string(hit["markedTitle"].GetString()).find("<mark>") != std::string::npos);
  CHECK(std::string(hit["url"].GetString()) == "/articles/en/printing/queue-stuck");
  CHECK(std::string(hit["snippet"].GetString()).find("<mark>") != std::string::npos);
  CHECK(hit["score"].GetDouble() > 0);
  CHECK(std::string(hit["kind"].GetString()) == "article");
  CHECK(std::string(hit["products"][0].GetString()) == "Tamarind Print");
  CHECK(std::string(hit["updated"].GetString()) == "2026-02-11");
}

TEST_CASE("Api: limit and offset page through the hits") {
  const auto first = ParseJson(SharedServer().Get("/v1/search?q=manyfold&limit=7").body);
  const auto second = ParseJson(SharedServer().Get("/v1/search?q=manyfold&limit=7&offset=7").body);
  REQUIRE(first["hits"].Size() == 7);
  REQUIRE(second["hits"].Size() == 7);
  for (const auto& a : first["hits"].GetArray()) {
    for (const auto& b : second["hits"].GetArray()) {
      CHECK(std::string(a["id"].GetString()) != b["id"].GetString());
    }
  }
}

TEST_CASE("Api: a suggestion has every field") {
  const Answer answer = SharedServer().Get("/v1/suggest?q=document+st&lang=en");
  CHECK(answer.status == 200);
  CHECK(answer.Header("Content-Type") == "application/json");
  const auto json = ParseJson(answer.body);
  CHECK(std::string(json["query"].GetString()) == "document st");
  CHECK(json["processingTimeMs"].IsNumber());
  CHECK(std::string(json["generation"].GetString()).starts_with("gen-"));
  REQUIRE(json["suggestions"].Size() >= 1);
  const auto& first = json["suggestions"][0];
  CHECK(std::string(first["text"].GetString()) == "Document stuck in the print queue");
  CHECK(std::string(first["markedText"].GetString()) ==
        "<mark>Document st</mark>uck in the print queue");
  CHECK(std::string(first["lang"].GetString()) == "en");
  CHECK(std::string(first["id"].GetString()) == "printing/queue-stuck");
  CHECK(std::string(first["family"].GetString()) == "printing/queue-stuck");
  CHECK(std::string(first["url"].GetString()) == "/articles/en/printing/queue-stuck");
  CHECK(std::string(first["kind"].GetString()) == "title");
  CHECK(ParseJson(SharedServer().Get("/v1/suggest?q=").body)["suggestions"].Size() == 0);
  CHECK(ParseJson(SharedServer().Get("/v1/suggest").body)["suggestions"].Size() == 0);
  CHECK(ProblemLine(SharedServer().Get("/v1/suggest?q=a&limit=0")) == "400 invalid-input");
  CHECK(ProblemLine(SharedServer().Get("/v1/suggest?q=a&lang=no+tag")) == "400 invalid-input");
}

TEST_CASE("Api: what is internal cannot be found, counted or read") {
  for (const char* typed : {"i", "inte", "secretword"}) {
    const auto suggested =
        ParseJson(SharedServer().Get("/v1/suggest?audience=internal&q=" + std::string(typed)).body);
    for (const auto& suggestion : suggested["suggestions"].GetArray()) {
      CHECK(std::string(suggestion["id"].GetString()) != "internal-1");
    }
  }
  const auto json = ParseJson(SharedServer().Get("/v1/search?q=secretword&audience=internal").body);
  CHECK(json["hits"].Size() == 0);
  CHECK(json["estimatedTotalHits"].GetInt() == 0);
  CHECK(ProblemLine(SharedServer().Get("/v1/articles/en/internal-1")) == "404 not-found");
  CHECK(SharedServer().Get("/articles/en/internal-1").status == 404);
}

TEST_CASE("Api: an article's original is on the web, or is not given out") {
  const auto json = ParseJson(SharedServer().Get("/v1/articles/en/hostile").body);
  CHECK(std::string(json["url"].GetString()).empty());
}

TEST_CASE("Api: an article, its id with slashes, encoded or not") {
  for (const char* path :
       {"/v1/articles/en/printing/queue-stuck", "/v1/articles/en/printing%2Fqueue-stuck",
        "/v1/articles/en-US/printing/queue-stuck"}) {
    CAPTURE(path);
    const Answer answer = SharedServer().Get(path);
    REQUIRE(answer.status == 200);
    const auto json = ParseJson(answer.body);
    CHECK(std::string(json["id"].GetString()) == "printing/queue-stuck");
    for (const char* key :
         {"id",         "family",   "lang",        "title",    "summary",  "body",
          "format",     "sections", "products",    "versions", "tags",     "kind",
          "confidence", "created",  "updated",     "reviewBy", "symptoms", "related",
          "errorCodes", "url",      "translations"}) {
      CAPTURE(key);
      CHECK(json.HasMember(key));
    }
    CHECK(json["sections"].Size() == 3);
    CHECK(std::string(json["sections"][0]["role"].GetString()) == "symptoms");
    REQUIRE(json["translations"].Size() == 2);
    CHECK(std::string(json["translations"][1]["lang"].GetString()) == "th");
    CHECK(answer.body.find("Secret Author") == std::string::npos);
    CHECK(answer.body.find("/secret/place") == std::string::npos);
  }
}

TEST_CASE("Api: what is found can be read, however long its id may be") {
  const auto json = ParseJson(SharedServer().Get("/v1/search?q=longwinded").body);
  REQUIRE(json["hits"].Size() == 1);
  const std::string url = json["hits"][0]["url"].GetString();
  CHECK(url == "/articles/en/" + std::string(kMaxIdBytes, 'i'));
  CHECK(SharedServer().Get(url).status == 200);
  CHECK(SharedServer().Get("/v1" + url).status == 200);
  CHECK(SharedServer().Get("/v1" + url + "i").status == 404);
}

TEST_CASE("Api: errors are problems with a stable code") {
  const std::string long_q(1100, 'a');
  const struct {
    std::string method, target, line;
  } examples[] = {
      {"GET", "/v1/search", "400 invalid-input"},
      {"GET", "/v1/search?q=", "400 invalid-input"},
      {"GET", "/v1/search?q=+%00+", "400 invalid-input"},
      {"GET", "/v1/search?q=a&limit=0", "400 invalid-input"},
      {"GET", "/v1/search?q=a&limit=51", "400 invalid-input"},
      {"GET", "/v1/search?q=a&limit=-1", "400 invalid-input"},
      {"GET", "/v1/search?q=a&limit=x", "400 invalid-input"},
      {"GET", "/v1/search?q=a&offset=991", "400 invalid-input"},
      {"GET", "/v1/search?q=a&offset=99999999999999999999", "400 invalid-input"},
      {"GET", "/v1/search?q=a&lang=%21%21", "400 invalid-input"},
      {"GET", "/v1/search?q=" + long_q, "414 too-long"},
      {"GET", "/v1/articles/en/none", "404 not-found"},
      {"GET", "/v1/articles/en", "404 not-found"},
      {"GET", "/v1/articles/!!/x", "404 not-found"},
      {"GET", "/v1/nothing", "404 not-found"},
      {"DELETE", "/v1/search", "405 method-not-allowed"},
      {"PUT", "/healthz", "405 method-not-allowed"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    CHECK(ProblemLine(Fetch(SharedServer().port(), example.method, example.target)) ==
          example.line);
  }
  CHECK(Fetch(SharedServer().port(), "DELETE", "/v1/search").Header("Allow") == "GET, HEAD, POST");
}

TEST_CASE("Api: filters and counts") {
  const Answer answer = SharedServer().Get(
      "/v1/search?lang=en&filter=product%20%3D%20%22tamarind%20PRINT%22&"
      "facets=product,kind");
  REQUIRE(answer.status == 200);
  const auto json = ParseJson(answer.body);
  REQUIRE(json["hits"].Size() >= 1);
  const auto& distribution = json["facetDistribution"];
  CHECK(distribution["product"]["Tamarind Print"] == json["estimatedTotalHits"]);
  CHECK_FALSE(distribution["kind"].HasMember("case"));
  CHECK(json["facetValues"]["product"].GetInt() >= 1);
  const struct {
    std::string target, line, parameter;
  } examples[] = {
      {"/v1/search?q=a&filter=product", "400 invalid-filter", "filter"},
      {"/v1/search?q=a&filter=lang%3D%21", "400 invalid-filter", "filter"},
      {"/v1/search?q=a&facets=colour", "400 unknown-facet", "facets"},
      {"/v1/search?q=a&lang=%21", "400 invalid-input", "lang"},
      {"/v1/search?q=a&offset=999&limit=2", "400 invalid-input", "offset"},
      {"/v1/search?q=a&limit=51", "400 invalid-input", "limit"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer refused = SharedServer().Get(example.target);
    CHECK(ProblemLine(refused) == example.line);
    CHECK(ParseJson(refused.body)["parameter"].GetString() == example.parameter);
  }
}

TEST_CASE("Api: a pasted log is posted as JSON") {
  const auto post = [](const std::string& body, const std::string& type = "application/json") {
    return Fetch(SharedServer().port(), "POST", "/v1/search", "Content-Type: " + type + "\r\n",
                 body);
  };
  std::string log = "printer queue stuck";
  for (int i = 0; i < 3000; ++i) log += " line" + std::to_string(i);
  const Answer found = post("{\"q\":\"" + log + "\",\"lang\":\"en\",\"limit\":3}");
  REQUIRE(found.status == 200);
  CHECK(std::string(ParseJson(found.body)["hits"][0]["id"].GetString()) == "printing/queue-stuck");
  CHECK(ProblemLine(post("{\"q\":")) == "400 invalid-input");
  const Answer cut = post(std::string("{\"q\":\"printer\"}\0,", 17));
  CHECK(ProblemLine(cut) == "400 invalid-input");
  CHECK(cut.body.find("no JSON at byte 16 (a NUL byte)") != std::string::npos);
  CHECK(ProblemLine(post("[]")) == "400 invalid-input");
  CHECK(ProblemLine(post("{\"q\":1}")) == "400 invalid-input");
  CHECK(ProblemLine(post("{\"x\":\"a\"}")) == "400 invalid-input");
  CHECK(ProblemLine(post("{\"q\":\"a\"}", "text/plain")) == "415 unsupported-media-type");
  CHECK(ProblemLine(post("{\"q\":\"a\"}", "application/jsonl")) == "415 unsupported-media-type");
  CHECK(post("{\"q\":\"a\"}", "Application/JSON ; charset=utf-8").status == 200);
  CHECK(ProblemLine(post(std::string(100'000, '['))) == "400 invalid-input");
  CHECK(ProblemLine(post("{\"q\":\"" + std::string(70'000, 'a') + "\"}")) ==
        "413 payload-too-large");
}

TEST_CASE("Api: similar cases and triage, by address and as JSON") {
  const auto post = [](const std::string& path, const std::string& body) {
    return Fetch(SharedServer().port(), "POST", path, "Content-Type: application/json\r\n", body);
  };
  const std::string problem = "{\"q\":\"print queue\\nstuck\",\"lang\":\"en\",\"limit\":2}";
  for (const Answer& answer :
       {SharedServer().Get("/v1/similar?q=print+queue+stuck&lang=en&limit=2"),
        post("/v1/similar", problem)}) {
    REQUIRE(answer.status == 200);
    const auto json = ParseJson(answer.body);
    REQUIRE(json["cases"].Size() > 0);
    CHECK(json["cases"].Size() <= 2);
    CHECK(std::string(json["cases"][0]["id"].GetString()) == "printing/queue-stuck");
    CHECK(json["cases"][0]["sharedTerms"].Size() > 0);
    CHECK(json["cases"][0]["copies"].IsArray());
    CHECK(json["confidence"].GetDouble() > 0);
  }
  const Answer of = SharedServer().Get("/v1/similar?article=en/printing/queue-stuck");
  REQUIRE(of.status == 200);
  CHECK(of.body.find("\"id\":\"printing/queue-stuck\"") == std::string::npos);
  for (const Answer& answer : {SharedServer().Get("/v1/triage?q=print+queue+stuck&lang=en"),
                               post("/v1/triage", problem)}) {
    REQUIRE(answer.status == 200);
    CHECK(ParseJson(answer.body)["products"].IsArray());
    CHECK(ParseJson(answer.body)["sure"].IsBool());
  }
  const std::pair<const char*, const char*> kRefused[] = {
      {"/v1/similar", "400 invalid-input"},
      {"/v1/similar?q=a&article=en/b", "400 invalid-input"},
      {"/v1/similar?article=nolanguage", "400 invalid-input"},
      {"/v1/similar?article=en/nothing", "404 not-found"},
      {"/v1/similar?q=a&limit=51", "400 invalid-input"},
      {"/v1/similar?q=a&since=yesterday", "400 invalid-input"},
      {"/v1/similar?q=a&asOf=2024-02-30", "400 invalid-input"},
      {"/v1/similar?q=a&until=", "400 invalid-input"},
      {"/v1/triage?q=a&asOf=", "400 invalid-input"},
      {"/v1/triage?q=a&lang=no_language_", "400 invalid-input"},
      {"/v1/triage?q=+", "400 invalid-input"}};
  for (const auto& refused : kRefused) {
    CAPTURE(refused.first);
    CHECK(ProblemLine(SharedServer().Get(refused.first)) == refused.second);
  }
  CHECK(ProblemLine(post("/v1/similar", "{\"q\":\"a\",\"colour\":\"b\"}")) == "400 invalid-input");
  CHECK(ProblemLine(post("/v1/triage", "{\"q\":\"" + std::string(65'536, 'a') + "\"}")) ==
        "413 payload-too-large");
}

TEST_CASE("Api: strange queries are searches like any other") {
  for (const char* q : {"%FF%FEa", "%E0%B9a", "a%22", "a-", "%22%22%22a", "a%00b", "%F0%9F%98%80",
                        "%3Cscript%3E", "AND+OR+NOT+*", "%u0041"}) {
    CAPTURE(q);
    const Answer answer = SharedServer().Get(std::string("/v1/search?q=") + q);
    CHECK(answer.status == 200);
    ParseJson(answer.body);
  }
  // Of signs of which nothing can be searched it is said.
  for (const char* q : {"%FF%FE", "%22", "-", "((((", "..."}) {
    CAPTURE(q);
    const Answer answer = SharedServer().Get(std::string("/v1/search?q=") + q);
    CHECK(ProblemLine(answer) == "400 invalid-input");
  }
}

TEST_CASE("Api: health names the generation and the number of articles") {
  const Answer answer = SharedServer().Get("/healthz");
  CHECK(answer.status == 200);
  const auto json = ParseJson(answer.body);
  CHECK(std::string(json["status"].GetString()) == "ok");
  CHECK(std::string(json["generation"].GetString()).starts_with("gen-"));
  CHECK(json["articles"].GetInt() == static_cast<int>(SampleArticles().size()) - 1);
}

TEST_CASE("Api: health tells a base that is gone from one without articles") {
  const struct {
    std::string name;
    std::function<void(const std::filesystem::path& kb)> harm;
  } examples[] = {
      {"the base", [](const auto& kb) { std::filesystem::remove_all(kb); }},
      {"the generation", [](const auto& kb) { std::filesystem::remove_all(GenerationOf(kb)); }},
      {"a tier", [](const auto& kb) { std::filesystem::remove_all(GenerationOf(kb) / "public"); }},
  };
  for (const auto& example : examples) {
    CAPTURE(example.name);
    const TestServer server;
    CHECK(server.Get("/healthz").status == 200);
    example.harm(server.kb());
    for (const std::string path :
         {"/healthz", "/v1/search?q=print", "/v1/suggest?q=print", "/v1/articles/en/hostile"}) {
      CAPTURE(path);
      const Answer answer = server.Get(path);
      CHECK(ProblemLine(answer) == "503 unavailable");
      CHECK(answer.Header("Retry-After") == "1");
      CHECK(answer.body.find(server.kb().string()) == std::string::npos);
    }
    CHECK(server.Get("/articles/en/hostile").status == 503);
  }
}

TEST_CASE("Api: a search over its deadline is no reason to come again") {
  const TestServer server({}, std::chrono::milliseconds(0));
  std::vector<Article> many;
  for (int i = 0; i < 200; ++i) {
    many.push_back(SimpleArticle("en", "hard-" + std::to_string(i), "Hardly", "hardly found"));
  }
  Publish(server.kb(), many);
  const Answer late = server.Get("/v1/search?q=hardly");
  CHECK(ProblemLine(late) == "503 timeout");
  CHECK(late.Header("Retry-After").empty());
  CHECK(late.body.find("fewer or rarer words") != std::string::npos);
  const Answer page = server.Get("/search?q=hardly&lang=en");
  CHECK(page.status == 503);
  CHECK(page.Header("Retry-After").empty());
  CHECK(page.body.find("This search took too long") != std::string::npos);
}

TEST_CASE("Api: a timeout of a machine that has no time for us is") {
  const Error error{ErrorCode::kTimeout, "the search took longer than 1000 ms"};
  const http::WebRequest request;
  const http::Problem& problem = http::LoggedProblem(request, error, true);
  CHECK(problem.code == "overloaded");
  const auto retry = [](const http::WebReply& reply) {
    for (const auto& [name, value] : reply.headers) {
      if (name == "Retry-After") return value;
    }
    return std::string();
  };
  CHECK(retry(http::ProblemReply(problem, {}, {})) == "1");
  CHECK(retry(http::ProblemReply(http::kTimeoutProblem, {}, {})).empty());
  CHECK(http::PublicDetail(error, true) == "the machine is busy: try again");
}

TEST_CASE("Api: HEAD is GET without a body") {
  for (const char* path : {"/healthz", "/v1/search?q=print", "/v1/articles/en/hostile", "/",
                           "/search?q=print", "/articles/en/hostile", "/assets/site.css"}) {
    CAPTURE(path);
    const Answer head = Fetch(SharedServer().port(), "HEAD", path);
    const Answer get = SharedServer().Get(path);
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.Header("Content-Type") == get.Header("Content-Type"));
    CHECK_FALSE(head.Header("Content-Length").empty());
  }
}

}  // namespace funnel::test
