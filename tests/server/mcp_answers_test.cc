// SPDX-License-Identifier: GPL-2.0-or-later
// What the tools and resources of /mcp answer.
#include <doctest/doctest.h>
#include <rapidjson/schema.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/mcp/article_uri.h"
#include "server/mcp/json_rpc.h"
#include "server/mcp/tool_table.h"
#include "tests/server/mcp_client.h"

namespace funnel::test {

namespace {

std::string CallOf(const std::string& tool, const std::string& arguments) {
  return R"({"name":")" + tool + R"(","arguments":)" + arguments + "}";
}

const rapidjson::Document& SchemaOf(const std::string& tool) {
  static std::map<std::string, rapidjson::Document> schemas;
  for (const mcp::Tool& one : mcp::AllTools()) {
    if (one.name == tool)
      return schemas.try_emplace(tool, ParseJson(std::string(one.output))).first->second;
  }
  FAIL("no tool " << tool);
  return schemas[""];
}

}  // namespace

TEST_CASE("Mcp: tools are listed with all that a model needs, in one order") {
  const auto result = McpCall("tools/list", "{}");
  std::string names;
  for (const auto& tool : result["tools"].GetArray()) {
    names += std::string(tool["name"].GetString()) + " ";
    for (const char* key : {"title", "description", "inputSchema", "outputSchema"}) {
      CHECK(tool.HasMember(key));
    }
    CHECK(tool["annotations"]["readOnlyHint"].GetBool());
    CHECK(std::string(tool["inputSchema"]["type"].GetString()) == "object");
    CHECK(std::string(tool["outputSchema"]["type"].GetString()) == "object");
  }
  CHECK(names == "search get_article similar suggest triage ");
  CHECK(std::string(result["cacheScope"].GetString()) == "private");
  const auto old = LegacyMcpCall("tools/list", "{}", "2025-03-26");
  CHECK(old["tools"].Size() == 5);
  CHECK_FALSE(old["tools"][0].HasMember("outputSchema"));
}

TEST_CASE("Mcp: tools answer what the API answers, as their schemas say") {
  const struct {
    const char* tool;
    const char* arguments;
    const char* has;  ///< In the answer.
  } examples[] = {
      {"search", R"({"q":"print queue","lang":"en","limit":3})", "\"id\":\"printing/queue-stuck\""},
      {"search", R"({"q":"พิมพ์ไม่ออก คิวพิมพ์","lang":"th"})", "เอกสารค้างอยู่ในคิวพิมพ์"},
      {"search", R"({"q":"nosuchwordanywhere"})", "\"hits\":[]"},
      {"search", R"({"q":"secretword"})", "\"hits\":[]"},
      {"get_article", R"({"lang":"th","id":"printing/queue-stuck"})", "เอกสารค้างอยู่ในคิวพิมพ์"},
      {"get_article", R"({"lang":"ja","id":"印刷 設定/紙 詰まり?#%"})", "紙が詰まりました"},
      {"get_article", R"({"lang":"hi","id":"प्रिंटर"})", "प्रिंटर काम नहीं कर रहा"},
      {"get_article", R"({"lang":"en-US","id":"hostile"})", "onerror=alert(1)"},
      {"similar", R"({"q":"The queue says Deleting, code TP-4001","limit":2})", "TP-4001"},
      {"similar", R"({"article":"en/printing/queue-stuck"})", "\"cases\":["},
      {"similar", R"({"q":"secretword for engineers"})", "\"cases\":["},
      {"search", R"({"q":"queue","filter":"product = 'Tamarind Print'","facets":["lang"]})",
       "\"facetDistribution\""},
      {"suggest", R"({"q":"print que","lang":"en","limit":3})",
       "Document stuck in the print queue"},
      {"suggest", R"({"q":"secretw"})", "\"suggestions\":[]"},
      {"triage", R"({"q":"The queue says Deleting, code TP-4001","lang":"en"})",
       "\"product\":\"Tamarind Print\""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.tool);
    CAPTURE(example.arguments);
    const std::string params = CallOf(example.tool, example.arguments);
    const auto result = McpCall("tools/call", params);
    CHECK_FALSE(result.HasMember("isError"));
    const std::string text(base::JsonView(result["content"][0]["text"]));
    CHECK(text.find(example.has) != std::string::npos);
    CHECK(text.find("internal-1") == std::string::npos);
    CHECK(text.find("Secret Author") == std::string::npos);
    CHECK(text.find("/secret/place") == std::string::npos);
    CHECK(ParseJson(text) == result["structuredContent"]);
    const rapidjson::SchemaDocument schema(SchemaOf(example.tool));
    rapidjson::SchemaValidator validator(schema);
    const bool valid = result["structuredContent"].Accept(validator);
    CHECK_MESSAGE(valid, validator.GetInvalidSchemaKeyword());

    const auto legacy = LegacyMcpCall("tools/call", params, "2025-06-18");
    CHECK(legacy.HasMember("structuredContent"));
    CHECK_FALSE(LegacyMcpCall("tools/call", params, "2025-03-26").HasMember("structuredContent"));
  }
}

TEST_CASE("Mcp: what is wrong with arguments is told to the model") {
  const struct {
    const char* tool;
    const char* arguments;
    const char* message;
  } examples[] = {
      {"search", "{}", "q is missing: what is to be searched for?"},
      {"search", R"({"q":"a","lang":"!!"})",
       "lang is no language tag (BCP 47), such as th or zh-Hant"},
      {"search", R"({"q":"a","limit":51})", "limit must be 1 to 50"},
      {"get_article", "{}", "lang is missing, or no text"},
      {"get_article", R"({"lang":"en","id":7})", "id is missing, or no text"},
      {"get_article", R"({"lang":"en","id":"a","more":[]})",
       "more is neither a text nor a whole number"},
      {"get_article", R"({"lang":"en","id":"internal-1"})", "There is nothing at this address"},
      {"get_article", R"({"lang":"../..","id":"healthz"})", "There is nothing at this address"},
      {"similar", R"({"article":"en/internal-1"})", "There is nothing at this address"},
      {"similar", R"({"q":"a","since":"yesterday"})", "since must be a day, such as 2024-03-02"},
      {"suggest", R"({"q":"a","limit":51})", "limit must be 1 to 50"},
      {"suggest", R"({"q":["a"]})", "q is neither a text nor a whole number"},
      {"triage", R"({"q":" "})", "q is missing: what is the problem?"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.tool);
    CAPTURE(example.arguments);
    const auto result = McpCall("tools/call", CallOf(example.tool, example.arguments));
    REQUIRE(result.HasMember("isError"));
    CHECK(result["isError"].GetBool());
    CHECK(std::string(base::JsonView(result["content"][0]["text"])) == example.message);
    CHECK_FALSE(result.HasMember("structuredContent"));
  }
}

TEST_CASE("Mcp: every public article is a resource, and nothing else is") {
  const TestServer server;
  std::vector<Article> more;
  for (int i = 0; i < 200; ++i) {
    more.push_back(SimpleArticle("vi", "máy in " + std::to_string(i), "Máy in", "Máy in kẹt giấy"));
  }
  Publish(server.kb(), more);
  std::set<std::string> uris;
  std::string params = "{}";
  std::size_t pages = 0;
  for (; pages < 10; ++pages) {
    const auto result = McpCall("resources/list", params, server.port());
    for (const auto& resource : result["resources"].GetArray()) {
      const std::string uri(base::JsonView(resource["uri"]));
      CHECK(uris.insert(uri).second);
      CHECK(mcp::ParseArticleUri(uri));
    }
    if (!result.HasMember("nextCursor")) break;
    CHECK(result["resources"].Size() == 100);
    params = R"({"cursor":")" + std::string(base::JsonView(result["nextCursor"])) + "\"}";
  }
  CHECK(pages == 2);
  CHECK(uris.size() == SampleArticles().size() - 1 + more.size());
  CHECK(uris.count("funnel://article/en/internal-1") == 0);
  CHECK(uris.count("funnel://article/en/printing%2Fqueue-stuck") == 1);

  for (const std::string& uri : uris) {
    CAPTURE(uri);
    const auto read = McpCall("resources/read", R"({"uri":")" + uri + "\"}", server.port());
    const auto& contents = read["contents"][0];
    CHECK(std::string(base::JsonView(contents["uri"])) == uri);
    CHECK(std::string(base::JsonView(contents["mimeType"])) == "text/markdown");
    CHECK(base::JsonView(contents["text"]).starts_with("---\ntitle: "));
  }
  const auto templates = LegacyMcpCall("resources/templates/list", "{}");
  CHECK(std::string(base::JsonView(templates["resourceTemplates"][0]["uriTemplate"])) ==
        mcp::kArticleTemplate);
}

TEST_CASE("Mcp: addresses of resources") {
  const struct {
    const char* uri;
    const char* name;
  } examples[] = {
      {"funnel://article/th/printing%2Fqueue%20stuck", "th printing/queue stuck"},
      {"funnel://article/th/printing/queue%20stuck", "th printing/queue stuck"},
      {"funnel://article/zh-TW/%E5%88%97%E5%8D%B0", "zh-Hant 列印"},
      {"funnel://article/ja/印刷", "ja 印刷"},
      {"funnel://article/en/100%", "en 100%"},
      {"funnel://article/en/", ""},
      {"funnel://article/en", ""},
      {"funnel://article//x", ""},
      {"funnel://article/!!/x", ""},
      {"funnel://article/en/a?b", ""},
      {"funnel://article/en/a#b", ""},
      {"funnel://article/en/%FF", ""},
      {"funnel://articles/en/x", ""},
      {"https://example.org/", ""},
      {"", ""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.uri);
    const auto parsed = mcp::ParseArticleUri(example.uri);
    CHECK((parsed ? parsed->first + " " + parsed->second : "") == example.name);
  }
  CHECK(mcp::ArticleUri("ja", "印刷/a b") == "funnel://article/ja/%E5%8D%B0%E5%88%B7%2Fa%20b");
  CHECK_FALSE(mcp::ParseArticleUri("funnel://article/en/" + std::string(256, 'a')));
}

}  // namespace funnel::test
