// SPDX-License-Identifier: GPL-2.0-or-later
// A client that the tests of the protocol share; named so that their program takes it in.
#include "tests/server/mcp_client.h"

#include <utility>

#include "server/mcp/json_rpc.h"

namespace funnel::test {

namespace {

/// As a client must where a header field cannot hold the value.
std::string Base64(const std::string& bytes) {
  constexpr const char* kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kDigits[bits >> (count - 6) & 63];
  }
  if (count > 0) text += kDigits[bits << (6 - count) & 63];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

rapidjson::Document Result(int port, const std::string& fields, const std::string& method,
                           const std::string& params) {
  const Answer answer =
      Fetch(port, "POST", "/mcp", "Content-Type: application/json\r\n" + fields,
            R"({"jsonrpc":"2.0","id":7,"method":")" + method + R"(","params":)" + params + "}");
  CAPTURE(method);
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  auto json = ParseJson(answer.body);
  CHECK(json["id"].GetInt() == 7);
  REQUIRE_MESSAGE(json.HasMember("result"), answer.body);
  rapidjson::Document result;
  result.CopyFrom(json["result"], result.GetAllocator());
  return result;
}

}  // namespace

std::string McpLine(const Answer& answer) {
  if (answer.status == 202) CHECK(answer.body.empty());
  if (answer.body.empty() || answer.status == 411) return std::to_string(answer.status);
  CHECK(answer.Header("Content-Type") == "application/json");
  CHECK(answer.Header("Cache-Control") == "no-store");
  const auto json = ParseJson(answer.body);
  CHECK(std::string(json["jsonrpc"].GetString()) == "2.0");
  CHECK(json.HasMember("result") != json.HasMember("error"));
  std::string line = std::to_string(answer.status);
  if (json.HasMember("result")) {
    line += " result";
  } else {
    line += " " + std::to_string(json["error"]["code"].GetInt());
    CHECK(json["error"]["message"].GetStringLength() > 0);
  }
  return json.HasMember("id") ? line + " " + mcp::ToJson(&json["id"]) : line;
}

rapidjson::Document McpCall(const std::string& method, const std::string& params, int port) {
  auto document = ParseJson(params);
  std::string fields = "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + "\r\n";
  for (const char* name : {"name", "uri"}) {
    if (const auto* value = base::JsonMember(document, name)) {
      fields += "Mcp-Name: =?base64?" + Base64(std::string(base::JsonView(*value))) + "?=\r\n";
    }
  }
  auto& allocator = document.GetAllocator();
  rapidjson::Value meta(rapidjson::kObjectType);
  meta.AddMember("io.modelcontextprotocol/protocolVersion", "2026-07-28", allocator);
  meta.AddMember("io.modelcontextprotocol/clientCapabilities",
                 rapidjson::Value(rapidjson::kObjectType), allocator);
  document.AddMember("_meta", meta, allocator);
  return Result(port, fields, method, mcp::ToJson(&document));
}

rapidjson::Document LegacyMcpCall(const std::string& method, const std::string& params,
                                  const std::string& version) {
  return Result(SharedServer().port(), "MCP-Protocol-Version: " + version + "\r\n", method, params);
}

}  // namespace funnel::test
