// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/json_rpc.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace funnel::mcp {

namespace {

/// Whether an object anywhere in `value`, which is at most 100 levels deep, has a name twice.
bool HasRepeatedName(const rapidjson::Value& value) {
  if (value.IsArray()) {
    const auto elements = value.GetArray();
    return std::any_of(elements.begin(), elements.end(), HasRepeatedName);
  }
  if (!value.IsObject()) return false;
  std::vector<std::string_view> names;
  for (const auto& member : value.GetObject()) {
    if (HasRepeatedName(member.value)) return true;
    names.push_back(base::JsonView(member.name));
  }
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

bool IsId(const rapidjson::Value& value) {
  return value.IsString() || value.IsInt64() || value.IsUint64();
}

http::WebReply Reply(std::string_view id, std::string_view name, std::string_view value) {
  http::WebReply reply;
  reply.content_type = "application/json";
  reply.body = R"({"jsonrpc":"2.0",)";
  if (!id.empty()) reply.body.append(R"("id":)").append(id) += ',';
  reply.body.append("\"").append(name).append("\":").append(value).append("}\n");
  reply.Header("Cache-Control", "no-store");
  return reply;
}

}  // namespace

tl::expected<RpcMessage, RpcRefusal> ReadMessage(std::string_view body) {
  std::string id;
  const auto refuse = [&](int code, std::string message) {
    return tl::unexpected<RpcRefusal>({{code, std::move(message)}, id});
  };
  auto document = base::ParseJson(body, {.max_bytes = body.size()});
  if (!document) return refuse(kParseError, "the body is " + document.error().message);
  RpcMessage message{*std::move(document)};
  if (message.document.IsArray()) {
    return refuse(kInvalidRequest, "send one message in each request, no batch");
  }
  if (!message.document.IsObject()) return refuse(kInvalidRequest, "the body is no JSON object");
  const rapidjson::Value* const own_id = message.Id();
  if (HasRepeatedName(message.document)) {
    return refuse(kInvalidRequest, "an object in the body has a member twice");
  }
  if (own_id != nullptr && !IsId(*own_id)) {
    return refuse(kInvalidRequest, "id is neither a text nor a whole number");
  }
  id = ToJson(own_id);
  if (base::JsonText(base::JsonMember(message.document, "jsonrpc")) != "2.0") {
    return refuse(kInvalidRequest, "jsonrpc is not \"2.0\"");
  }
  if (message.Method().empty()) return refuse(kInvalidRequest, "method is missing");
  if (message.Params() != nullptr && !message.Params()->IsObject()) {
    return refuse(kInvalidParams, "params is no object");
  }
  return message;
}

std::string ToJson(const rapidjson::Value* value) {
  if (value == nullptr) return {};
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  value->Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

http::WebReply ResultReply(std::string_view id, std::string_view result) {
  return Reply(id, "result", result);
}

http::WebReply ErrorReply(int status, std::string_view id, const RpcError& error) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::JsonKey(writer, "code");
  writer.Int(error.code);
  base::WriteMember(writer, "message", error.message);
  if (!error.data.empty()) {
    base::JsonKey(writer, "data");
    writer.RawValue(error.data.data(), error.data.size(), rapidjson::kObjectType);
  }
  writer.EndObject();
  http::WebReply reply = Reply(id, "error", {buffer.GetString(), buffer.GetSize()});
  reply.status = status;
  return reply;
}

}  // namespace funnel::mcp
