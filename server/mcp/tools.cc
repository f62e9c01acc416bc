// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/tools.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "server/mcp/article_uri.h"
#include "server/mcp/tool_table.h"

namespace funnel::mcp {

namespace {

tl::unexpected<RpcError> Wrong(int code, std::string message) {
  return tl::unexpected<RpcError>({code, std::move(message)});
}

void WriteRaw(base::JsonWriter& writer, std::string_view name, std::string_view json) {
  base::JsonKey(writer, name);
  writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}

void WriteTrue(base::JsonWriter& writer, std::string_view name) {
  base::JsonKey(writer, name);
  writer.Bool(true);
}

void WriteText(base::JsonWriter& writer, std::string_view text) {
  writer.StartObject();
  base::WriteMember(writer, "type", std::string_view("text"));
  base::WriteMember(writer, "text", text);
  writer.EndObject();
}

/// The schema without the line breaks that it has in the source.
std::string OnOneLine(std::string_view schema) {
  std::string line;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const bool break_or_indent = schema[i] == '\n' || (schema[i] == ' ' && line.ends_with(' '));
    if (!break_or_indent) line += schema[i];
  }
  return line;
}

void WriteTool(const Protocol& protocol, const Tool& tool, base::JsonWriter& writer) {
  writer.StartObject();
  base::WriteMember(writer, "name", tool.name);
  base::WriteMember(writer, "title", tool.title);
  base::WriteMember(writer, "description", tool.description);
  WriteRaw(writer, "inputSchema", OnOneLine(tool.input));
  if (protocol.HasStructuredContent()) WriteRaw(writer, "outputSchema", OnOneLine(tool.output));
  base::JsonKey(writer, "annotations");
  writer.StartObject();
  base::WriteMember(writer, "title", tool.title);
  WriteTrue(writer, "readOnlyHint");
  WriteTrue(writer, "idempotentHint");
  base::JsonKey(writer, "openWorldHint");
  writer.Bool(false);
  writer.EndObject();
  writer.EndObject();
}

/// What went wrong, in words for a model.
Answered WriteError(base::JsonWriter& writer, std::string_view message) {
  base::JsonKey(writer, "content");
  writer.StartArray();
  WriteText(writer, message);
  writer.EndArray();
  WriteTrue(writer, "isError");
  return {};
}

/// The GET that a call is: an argument stands where the path has its name, or in the query.
tl::expected<http::WebRequest, std::string> GetOf(const Tool& tool,
                                                  const rapidjson::Value& arguments) {
  http::WebRequest request;
  request.method = "GET";
  // What stands in a path is not looked for names again.
  std::string_view rest = tool.route;
  while (!rest.empty()) {
    const std::size_t begin = std::min(rest.find('{'), rest.size());
    request.path += rest.substr(0, begin);
    rest.remove_prefix(begin);
    if (rest.empty()) break;
    const std::size_t end = rest.find('}');
    const std::string_view name = rest.substr(1, end - 1);
    const std::string_view value = base::JsonText(base::JsonMember(arguments, name));
    if (value.empty()) return tl::unexpected(std::string(name) + " is missing, or no text");
    request.path += value;
    rest.remove_prefix(end + 1);
  }
  for (const auto& member : arguments.GetObject()) {
    const std::string name(base::JsonView(member.name));
    if (member.value.IsString()) {
      request.params.emplace(name, base::JsonView(member.value));
    } else if (member.value.IsUint()) {
      request.params.emplace(name, std::to_string(member.value.GetUint()));
    } else {
      return tl::unexpected(name + " is neither a text nor a whole number");
    }
  }
  return request;
}

/// The request to the API that a call of the tool is; the message of what is wrong with the
/// arguments where it is none.
tl::expected<http::WebRequest, std::string> RequestOf(const Tool& tool,
                                                      const rapidjson::Value& arguments) {
  if (tool.method == "GET") return GetOf(tool, arguments);
  http::WebRequest request;
  request.method = tool.method;
  request.path = tool.route;
  request.content_type = "application/json";
  request.body = ToJson(&arguments);
  return request;
}

/// The detail of a problem+json, or its title.
std::string ProblemText(const http::WebReply& reply) {
  const auto problem = base::ParseJson(reply.body, {.max_bytes = reply.body.size()});
  if (!problem) return "the call failed";
  const std::string_view detail = base::JsonText(base::JsonMember(*problem, "detail"));
  return std::string(detail.empty() ? base::JsonText(base::JsonMember(*problem, "title")) : detail);
}

/// A link to the Markdown of the article that was read.
void WriteLink(base::JsonWriter& writer, const rapidjson::Value& arguments) {
  const std::string_view lang = base::JsonText(base::JsonMember(arguments, "lang"));
  const std::string_view id = base::JsonText(base::JsonMember(arguments, "id"));
  writer.StartObject();
  base::WriteMember(writer, "type", std::string_view("resource_link"));
  base::WriteMember(writer, "uri", ArticleUri(lang, id));
  base::WriteMember(writer, "name", std::string(lang) + "/" + std::string(id));
  base::WriteMember(writer, "mimeType", std::string_view("text/markdown"));
  writer.EndObject();
}

}  // namespace

Answered ListTools(const Call& call, base::JsonWriter& writer) {
  if (base::JsonMember(call.params, "cursor") != nullptr) {
    return Wrong(kInvalidParams, "Invalid cursor: there is one page of tools");
  }
  base::JsonKey(writer, "tools");
  writer.StartArray();
  for (const Tool& tool : AllTools()) WriteTool(call.protocol, tool, writer);
  writer.EndArray();
  return {};
}

Answered CallTool(const Call& call, base::JsonWriter& writer) {
  const std::string_view name = call.Text("name");
  const auto tools = AllTools();
  const auto tool = std::find_if(tools.begin(), tools.end(),
                                 [&](const Tool& candidate) { return candidate.name == name; });
  if (tool == tools.end()) return Wrong(kInvalidParams, "Unknown tool: " + std::string(name));
  const rapidjson::Value none(rapidjson::kObjectType);
  const rapidjson::Value* const given = base::JsonMember(call.params, "arguments");
  const rapidjson::Value& arguments = given != nullptr ? *given : none;
  if (!arguments.IsObject()) return Wrong(kInvalidParams, "arguments is no object");
  auto request = RequestOf(*tool, arguments);
  if (!request) return WriteError(writer, request.error());
  request->raw_path = tool->route;
  const http::Router::Match match = call.router.Find(request->method, request->path);
  if (match.route == nullptr) return Wrong(kInternalError, "the tool has no answer");
  http::WebReply reply = match.route->handler(*request, match.rest);
  if (reply.status == 500) return Wrong(kInternalError, "Internal error");
  if (reply.status != 200) return WriteError(writer, ProblemText(reply));
  while (reply.body.ends_with('\n')) reply.body.pop_back();

  base::JsonKey(writer, "content");
  writer.StartArray();
  WriteText(writer, reply.body);
  if (tool->links_article && call.protocol.HasStructuredContent()) WriteLink(writer, arguments);
  writer.EndArray();
  if (call.protocol.HasStructuredContent()) WriteRaw(writer, "structuredContent", reply.body);
  return {};
}

}  // namespace funnel::mcp
