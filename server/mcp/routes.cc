// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/routes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/version.h"
#include "server/http/accept.h"
#include "server/mcp/call.h"
#include "server/mcp/resources.h"
#include "server/mcp/tools.h"

namespace funnel::mcp {

namespace {

constexpr std::string_view kInstructions =
    "The help center of a product's support: articles and solved cases, in several languages. "
    "Search with the user's own words, read what was found with get_article, and answer from that, "
    "with the address of the article (relative addresses are on this server).";

void WriteServerInfo(base::JsonWriter& writer, std::string_view key) {
  base::JsonKey(writer, key);
  writer.StartObject();
  base::WriteMember(writer, "name", std::string_view("funnel"));
  base::WriteMember(writer, "title", std::string_view("Funnel"));
  base::WriteMember(writer, "version", base::Version());
  writer.EndObject();
}

void WriteCapabilities(base::JsonWriter& writer) {
  base::JsonKey(writer, "capabilities");
  writer.StartObject();
  for (const std::string_view name : {"tools", "resources"}) {
    base::JsonKey(writer, name);
    writer.StartObject();
    writer.EndObject();
  }
  writer.EndObject();
}

Answered Discover(const Call&, base::JsonWriter& writer) {
  base::JsonKey(writer, "supportedVersions");
  WriteVersions(writer);
  WriteCapabilities(writer);
  base::WriteMember(writer, "instructions", kInstructions);
  return {};
}

Answered Initialize(const Call& call, base::JsonWriter& writer) {
  const std::string_view wanted = call.Text("protocolVersion");
  if (wanted.empty()) {
    return tl::unexpected<RpcError>({kInvalidParams, "protocolVersion is missing"});
  }
  base::WriteMember(writer, "protocolVersion", NegotiatedVersion(wanted));
  WriteCapabilities(writer);
  WriteServerInfo(writer, "serverInfo");
  base::WriteMember(writer, "instructions", kInstructions);
  return {};
}

Answered Ping(const Call&, base::JsonWriter&) { return {}; }

constexpr std::uint64_t kHour = 3'600'000;
constexpr std::uint64_t kMinute = 60'000;

/// One line of the table of methods.
struct Method {
  std::string_view name;
  bool modern, legacy;
  std::string_view named_by;            ///< The parameter that Mcp-Name repeats, if any.
  std::optional<std::uint64_t> ttl_ms;  ///< How long its result may be kept; none: not at all.
  Answered (*answer)(const Call& call, base::JsonWriter& writer);
};
constexpr std::array kMethods = {
    Method{"server/discover", true, false, "", kHour, Discover},
    Method{"initialize", false, true, "", {}, Initialize},
    Method{"ping", false, true, "", {}, Ping},
    Method{"tools/list", true, true, "", kHour, ListTools},
    Method{"tools/call", true, true, "name", {}, CallTool},
    Method{"resources/list", true, true, "", kMinute, ListResources},
    Method{"resources/templates/list", true, true, "", kHour, ListResourceTemplates},
    Method{"resources/read", true, true, "uri", kMinute, ReadResource},
};

tl::expected<std::string, RpcError> ResultOf(const Method& method, const Call& call) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  if (call.protocol.modern) base::WriteMember(writer, "resultType", std::string_view("complete"));
  if (const Answered answered = method.answer(call, writer); !answered) {
    return tl::unexpected(answered.error());
  }
  if (call.protocol.modern) {
    if (method.ttl_ms) {
      base::WriteMember(writer, "ttlMs", *method.ttl_ms);
      base::WriteMember(writer, "cacheScope", std::string_view("private"));
    }
    base::JsonKey(writer, "_meta");
    writer.StartObject();
    WriteServerInfo(writer, "io.modelcontextprotocol/serverInfo");
    writer.EndObject();
  }
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

/// What of the HTTP request must be right whatever the message is.
std::optional<http::WebReply> RefusedByHead(const http::WebRequest& request) {
  const auto refuse = [](int status, std::string message) {
    return ErrorReply(status, {}, {kInvalidRequest, std::move(message)});
  };
  if (IsForeignOrigin(request.origin, request.host)) {
    return refuse(403, "Forbidden: the Origin is not this server");
  }
  if (!base::AsciiLower(request.content_type).starts_with("application/json")) {
    return refuse(415, "Unsupported media type: send application/json");
  }
  if (http::WishFor("application/json", request.accept).quality == 0) {
    return refuse(406, "Not acceptable: answers are application/json");
  }
  return std::nullopt;
}

http::WebReply Answer(const http::Router& router, access::ServedBase& base,
                      const http::WebRequest& request) {
  if (auto refused = RefusedByHead(request)) return *std::move(refused);
  const auto message = ReadMessage(request.body);
  if (!message) return ErrorReply(400, message.error().id, message.error().error);
  if (message->Id() == nullptr) {
    http::WebReply accepted;
    accepted.status = 202;
    return accepted;
  }
  const std::string id = ToJson(message->Id());
  const auto protocol = ProtocolOf(request, *message);
  if (!protocol) return ErrorReply(400, id, protocol.error());
  const auto refuse = [&](const RpcError& error) {
    return ErrorReply(StatusOf(*protocol, error.code), id, error);
  };

  const auto method = std::find_if(kMethods.begin(), kMethods.end(), [&](const Method& candidate) {
    return candidate.name == message->Method() &&
           (protocol->modern ? candidate.modern : candidate.legacy);
  });
  if (method == kMethods.end()) return refuse({kMethodNotFound, "Method not found"});
  const rapidjson::Value none(rapidjson::kObjectType);
  const Call call{router, base, *protocol, message->Params() ? *message->Params() : none};
  if (!method->named_by.empty()) {
    const std::string_view name = call.Text(method->named_by);
    if (name.empty()) {
      return refuse({kInvalidParams, std::string(method->named_by) + " is missing"});
    }
    const auto same = protocol->modern ? CheckName(request, name) : Answered();
    if (!same) return refuse(same.error());
  }
  const auto result = ResultOf(*method, call);
  return result ? ResultReply(id, *result) : refuse(result.error());
}

}  // namespace

void AddMcpRoutes(http::Router& router, access::ServedBase& base) {
  router.Add({{"POST", "/mcp", [&router, &base](const http::WebRequest& request, std::string_view) {
                 return Answer(router, base, request);
               }}});
}

}  // namespace funnel::mcp
