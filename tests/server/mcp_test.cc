// SPDX-License-Identifier: GPL-2.0-or-later
// The protocol: requests, and what they are answered in both eras.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/mcp/protocol.h"
#include "tests/server/mcp_client.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

const std::string kModernHead = "MCP-Protocol-Version: 2026-07-28\r\n";
const std::string kMeta = R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
                          R"("io.modelcontextprotocol/clientCapabilities":{}})";

std::string Request(const std::string& method, const std::string& params) {
  return R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":{)" + params + "}}";
}

}  // namespace

TEST_CASE("Mcp: a request, and its status and error") {
  const std::string json = "Content-Type: application/json\r\n";
  const std::string list = kModernHead + "Mcp-Method: tools/list\r\n";
  const std::string call = kModernHead + "Mcp-Method: tools/call\r\n";
  const std::string read = kModernHead + "Mcp-Method: resources/read\r\n";
  const std::string deep(120, '[');
  const struct {
    std::string fields, body, line;
  } examples[] = {
      // What is no request.
      {"", "", "411"},
      {"", "{", "400 -32700"},
      {"", "\xFF\xFE", "400 -32700"},
      {"",
       R"({"jsonrpc":"2.0","id":1,"method":")"
       "\xC3\x28"
       R"("})",
       "400 -32700"},
      {"", R"({"a":)" + deep + std::string(120, ']') + "}", "400 -32700"},
      {"", std::string("{\"jsonrpc\":\"2.0\",\"id\":1,\0\"method\":\"ping\"}", 41), "400 -32700"},
      {"", "[]", "400 -32600"},
      {"", "[" + Request("ping", "") + "]", "400 -32600"},
      {"", "7", "400 -32600"},
      {"", "null", "400 -32600"},
      {"", R"({"id":1,"method":"ping"})", "400 -32600 1"},
      {"", R"({"jsonrpc":"1.0","id":"a","method":"ping"})", "400 -32600 \"a\""},
      {"", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", "400 -32600"},
      {"", R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", "400 -32600"},
      {"", R"({"jsonrpc":"2.0","id":{},"method":"ping"})", "400 -32600"},
      {"", R"({"jsonrpc":"2.0","id":true,"method":"ping"})", "400 -32600"},
      {"", R"({"jsonrpc":"2.0","id":1})", "400 -32600 1"},
      {"", R"({"jsonrpc":"2.0","id":1,"method":7})", "400 -32600 1"},
      {"", R"({"jsonrpc":"2.0","id":1,"result":{}})", "400 -32600 1"},
      {"", R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})", "400 -32602 1"},
      {"", R"({"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"})", "400 -32600"},
      {"", R"({"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":2}})", "400 -32600"},
      {"Content-Type: text/plain\r\n", Request("ping", ""), "415 -32600"},
      {"Accept: text/html\r\n", Request("ping", ""), "406 -32600"},
      // Notifications are not answered, whatever they say.
      {"", R"({"jsonrpc":"2.0","method":"notifications/initialized"})", "202"},
      {"", R"({"jsonrpc":"2.0","method":"no/such","params":{}})", "202"},
      // The legacy era.
      {"", Request("ping", ""), "200 result 1"},
      {"", R"({"jsonrpc":"2.0","id":"ไทย","method":"ping"})", "200 result \"ไทย\""},
      {"", R"({"jsonrpc":"2.0","id":-9007199254740993,"method":"ping"})",
       "200 result -9007199254740993"},
      {"Accept: application/json, text/event-stream\r\nMcp-Session-Id: x\r\n", Request("ping", ""),
       "200 result 1"},
      {"MCP-Protocol-Version: 2025-06-18\r\n", Request("tools/list", ""), "200 result 1"},
      {"MCP-Protocol-Version: 1900-01-01\r\n", Request("tools/list", ""), "400 -32022 1"},
      {"", Request("initialize", R"("protocolVersion":"2025-03-26")"), "200 result 1"},
      {"MCP-Protocol-Version: 1900-01-01\r\n",
       Request("initialize", R"("protocolVersion":"1900-01-01")"), "200 result 1"},
      {"", Request("initialize", ""), "200 -32602 1"},
      {"", Request("logging/setLevel", R"("level":"debug")"), "200 -32601 1"},
      {"", Request("prompts/list", ""), "200 -32601 1"},
      {"", Request("tools/call", R"("name":"no_such_tool")"), "200 -32602 1"},
      {"", Request("tools/call", ""), "200 -32602 1"},
      {"", Request("tools/call", R"("name":"search","arguments":[])"), "200 -32602 1"},
      {"", Request("tools/list", R"("cursor":"x")"), "200 -32602 1"},
      {"", Request("resources/list", R"("cursor":"")"), "200 -32602 1"},
      {"", Request("resources/list", R"("cursor":7)"), "200 -32602 1"},
      {"", Request("resources/read", R"("uri":"funnel://article/en/no-such")"), "200 -32002 1"},
      {"", Request("resources/read", R"("uri":"file:///etc/passwd")"), "200 -32002 1"},
      {"", Request("resources/read", R"("uri":"funnel://article/en/internal-1")"), "200 -32002 1"},
      // The modern one.
      {list, Request("tools/list", kMeta), "200 result 1"},
      {kModernHead, Request("tools/list", kMeta), "400 -32020 1"},
      {"Mcp-Method: tools/list\r\n", Request("tools/list", kMeta), "400 -32020 1"},
      {call, Request("tools/list", kMeta), "400 -32020 1"},
      {"MCP-Protocol-Version: 2025-11-25\r\nMcp-Method: tools/list\r\n",
       Request("tools/list", kMeta), "400 -32020 1"},
      {list, Request("tools/list", ""), "400 -32602 1"},
      {list, Request("tools/list", R"("_meta":7)"), "400 -32602 1"},
      {list,
       Request("tools/list", R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"})"),
       "400 -32602 1"},
      {list,
       Request("tools/list", R"("_meta":{"io.modelcontextprotocol/protocolVersion":7,)"
                             R"("io.modelcontextprotocol/clientCapabilities":{}})"),
       "400 -32602 1"},
      {"MCP-Protocol-Version: 2099-01-01\r\nMcp-Method: tools/list\r\n",
       Request("tools/list", R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2099-01-01",)"
                             R"("io.modelcontextprotocol/clientCapabilities":{}})"),
       "400 -32022 1"},
      {"", Request("server/discover", ""), "400 -32602 1"},
      {kModernHead + "Mcp-Method: ping\r\n", Request("ping", kMeta), "404 -32601 1"},
      {kModernHead + "Mcp-Method: initialize\r\n", Request("initialize", kMeta), "404 -32601 1"},
      {kModernHead + "Mcp-Method: subscriptions/listen\r\n", Request("subscriptions/listen", kMeta),
       "404 -32601 1"},
      {call + "Mcp-Name: no_such\r\n", Request("tools/call", R"("name":"no_such",)" + kMeta),
       "400 -32602 1"},
      {call, Request("tools/call", R"("name":"search",)" + kMeta), "400 -32020 1"},
      {call + "Mcp-Name: triage\r\n", Request("tools/call", R"("name":"search",)" + kMeta),
       "400 -32020 1"},
      {call + "Mcp-Name: =?base64?c2VhcmNo?=\r\n",
       Request("tools/call", R"("name":"search","arguments":{"q":"queue"},)" + kMeta),
       "200 result 1"},
      {call + "Mcp-Name: =?base64?c2VhcmNp?=\r\n",
       Request("tools/call", R"("name":"search","arguments":{"q":"queue"},)" + kMeta),
       "400 -32020 1"},
      {read + "Mcp-Name: funnel://article/en/no%20such\r\n",
       Request("resources/read", R"("uri":"funnel://article/en/no%20such",)" + kMeta),
       "400 -32602 1"},
      {read + "Mcp-Name: funnel://article/en/printing%2Fqueue-stuck\r\n",
       Request("resources/read", R"("uri":"funnel://article/en/printing%2Fqueue-stuck",)" + kMeta),
       "200 result 1"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.fields);
    CAPTURE(example.body);
    const bool typed = example.fields.find("Content-Type") != std::string::npos;
    const Answer answer = Fetch(SharedServer().port(), "POST", "/mcp",
                                (typed ? "" : json) + example.fields, example.body);
    CHECK(McpLine(answer) == example.line);
  }
}

TEST_CASE("Mcp: only posts are known") {
  for (const char* method : {"GET", "DELETE", "PUT", "OPTIONS"}) {
    CAPTURE(method);
    const Answer answer = Fetch(SharedServer().port(), method, "/mcp");
    CHECK(answer.status == 405);
    CHECK(answer.Header("Allow") == "POST");
    CHECK(answer.Header("Content-Type") == "application/problem+json");
  }
}

TEST_CASE("Mcp: pages of other sites are refused") {
  const struct {
    const char* origin;
    const char* host;
    bool foreign;
  } examples[] = {
      {"", "kb.example", false},
      {"https://kb.example", "kb.example", false},
      {"https://KB.example", "kb.Example:443", false},
      {"https://kb.example:8443", "kb.example:8443", false},
      {"https://kb.example", "other.example", true},
      {"https://kb.example.evil", "kb.example", true},
      {"http://127.0.0.1:8080", "127.0.0.1:8080", false},
      {"http://localhost:8080", "localhost:8080", false},
      {"http://localhost", "localhost:80", false},
      {"http://[::1]:8080", "[::1]:8080", false},
      {"http://localhost:8080", "127.0.0.1:8080", true},
      {"http://evil.example:8080", "127.0.0.1:8080", true},
      {"http://evil.example:8080", "evil.example:8080", true},
      {"null", "kb.example", true},
      {"https://", "", true},
      {"file://", "", true},
  };
  for (const auto& example : examples) {
    CAPTURE(example.origin);
    CAPTURE(example.host);
    CHECK(mcp::IsForeignOrigin(example.origin, example.host) == example.foreign);
  }
  const Answer answer = Fetch(SharedServer().port(), "POST", "/mcp",
                              "Content-Type: application/json\r\nOrigin: http://evil.example\r\n",
                              Request("ping", ""));
  CHECK(McpLine(answer) == "403 -32600");
}

TEST_CASE("Mcp: what a server says of itself, in both eras") {
  const auto modern = McpCall("server/discover", "{}");
  CHECK(std::string(modern["resultType"].GetString()) == "complete");
  CHECK(std::string(modern["cacheScope"].GetString()) == "private");
  CHECK(modern["ttlMs"].GetInt64() > 0);
  CHECK(std::string(modern["supportedVersions"][0].GetString()) == "2026-07-28");
  CHECK(modern["capabilities"].HasMember("tools"));
  CHECK(modern["capabilities"].HasMember("resources"));
  CHECK(modern["_meta"]["io.modelcontextprotocol/serverInfo"].HasMember("version"));

  const struct {
    const char* wanted;
    const char* answered;
  } versions[] = {{"2025-03-26", "2025-03-26"}, {"2025-06-18", "2025-06-18"},
                  {"2025-11-25", "2025-11-25"}, {"2024-11-05", "2025-11-25"},
                  {"2026-07-28", "2025-11-25"}, {"nonsense", "2025-11-25"}};
  for (const auto& version : versions) {
    CAPTURE(version.wanted);
    const auto legacy = LegacyMcpCall(
        "initialize", std::string(R"({"protocolVersion":")") + version.wanted + "\"}");
    CHECK(std::string(legacy["protocolVersion"].GetString()) == version.answered);
    CHECK(std::string(legacy["serverInfo"]["name"].GetString()) == "funnel");
    CHECK_FALSE(legacy.HasMember("resultType"));
    CHECK_FALSE(legacy.HasMember("_meta"));
  }
  CHECK(LegacyMcpCall("ping", "{}").ObjectEmpty());
}

TEST_CASE("Mcp: a version that nobody knows is answered with those that are") {
  const Answer answer =
      Fetch(SharedServer().port(), "POST", "/mcp",
            "Content-Type: application/json\r\nMCP-Protocol-Version: 1900-01-01\r\n",
            Request("tools/list", ""));
  const auto json = ParseJson(answer.body);
  const auto& data = json["error"]["data"];
  CHECK(std::string(data["requested"].GetString()) == "1900-01-01");
  CHECK(data["supported"].Size() == 4);
}

}  // namespace funnel::test
