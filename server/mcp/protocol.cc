// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/protocol.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "indexer/base/ascii.h"

namespace funnel::mcp {

namespace {

constexpr std::string_view kModernVersion = "2026-07-28";
constexpr std::array<std::string_view, 3> kLegacyVersions = {"2025-11-25", "2025-06-18",
                                                             "2025-03-26"};
constexpr std::string_view kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view kInfoKey = "io.modelcontextprotocol/clientInfo";

tl::unexpected<RpcError> Wrong(int code, std::string message) {
  return tl::unexpected<RpcError>({code, std::move(message)});
}

tl::unexpected<RpcError> Unsupported(std::string_view requested) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::JsonKey(writer, "supported");
  WriteVersions(writer);
  base::WriteMember(writer, "requested", requested);
  writer.EndObject();
  return tl::unexpected<RpcError>({kUnsupportedVersion,
                                   "Unsupported protocol version",
                                   {buffer.GetString(), buffer.GetSize()}});
}

bool IsLegacy(std::string_view version) {
  return std::find(kLegacyVersions.begin(), kLegacyVersions.end(), version) !=
         kLegacyVersions.end();
}

tl::expected<Protocol, RpcError> LegacyProtocol(const http::WebRequest& request,
                                                const RpcMessage& message) {
  // What is negotiated is not yet known to who begins to.
  if (message.Method() == "initialize") return Protocol{kLegacyVersions.front()};
  const std::string& version = request.mcp_protocol_version;
  if (version.empty()) return Protocol{kLegacyVersions.back()};
  if (!IsLegacy(version)) return Unsupported(version);
  return Protocol{*std::find(kLegacyVersions.begin(), kLegacyVersions.end(), version)};
}

/// The bytes of canonical Base64 (RFC 4648, 4); nothing for anything else.
std::optional<std::string> FromBase64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  const bool rest = (bits & ((1U << count) - 1)) != 0;
  if (rest || static_cast<std::size_t>(count) != padding * 2) return std::nullopt;
  return bytes;
}

/// The value that a header field stands for.
std::optional<std::string> Decoded(std::string_view field) {
  constexpr std::string_view kBegin = "=?base64?", kEnd = "?=";
  if (field.size() < kBegin.size() + kEnd.size() || !field.starts_with(kBegin) ||
      !field.ends_with(kEnd)) {
    return std::string(field);
  }
  return FromBase64(field.substr(kBegin.size(), field.size() - kBegin.size() - kEnd.size()));
}

/// Whether a host cannot be bound to another address than its own: loopback, or an address itself.
bool IsFixedHost(std::string_view host) {
  if (host.starts_with('[')) return true;
  host = host.substr(0, host.rfind(':'));
  return host == "localhost" || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

void WriteVersions(base::JsonWriter& writer) {
  writer.StartArray();
  base::JsonString(writer, kModernVersion);
  for (const std::string_view version : kLegacyVersions) base::JsonString(writer, version);
  writer.EndArray();
}

std::string_view NegotiatedVersion(std::string_view wanted) {
  const auto known = std::find(kLegacyVersions.begin(), kLegacyVersions.end(), wanted);
  return known == kLegacyVersions.end() ? kLegacyVersions.front() : *known;
}

tl::expected<Protocol, RpcError> ProtocolOf(const http::WebRequest& request,
                                            const RpcMessage& message) {
  const rapidjson::Value* const params = message.Params();
  const rapidjson::Value* const meta = params ? base::JsonMember(*params, "_meta") : nullptr;
  const auto said = [&](std::string_view key) {
    return meta != nullptr ? base::JsonMember(*meta, key) : nullptr;
  };
  const rapidjson::Value* const version = said(kVersionKey);
  const rapidjson::Value* const capabilities = said(kCapabilitiesKey);
  const rapidjson::Value* const info = said(kInfoKey);
  const std::string& field = request.mcp_protocol_version;
  const bool modern = version != nullptr || capabilities != nullptr || info != nullptr ||
                      message.Method() == "server/discover" ||
                      (field == kModernVersion && message.Method() != "initialize");
  if (!modern) return LegacyProtocol(request, message);
  if (version == nullptr || !version->IsString() || capabilities == nullptr ||
      !capabilities->IsObject() || (info != nullptr && !info->IsObject())) {
    return Wrong(kInvalidParams, "params._meta needs " + std::string(kVersionKey) +
                                     " (a text) and " + std::string(kCapabilitiesKey) +
                                     " (an object)");
  }
  if (field != base::JsonView(*version)) {
    return Wrong(kHeaderMismatch,
                 "Header mismatch: MCP-Protocol-Version is missing or is not the version in _meta");
  }
  if (field != kModernVersion) return Unsupported(field);
  if (request.mcp_method != message.Method()) {
    return Wrong(kHeaderMismatch,
                 "Header mismatch: Mcp-Method is missing or is not the method in the body");
  }
  return Protocol{kModernVersion, true};
}

tl::expected<void, RpcError> CheckName(const http::WebRequest& request, std::string_view name) {
  if (!request.mcp_name.empty() && Decoded(request.mcp_name) == name) return {};
  return Wrong(kHeaderMismatch,
               "Header mismatch: Mcp-Name is missing or is not the name or address in the body");
}

int StatusOf(const Protocol& protocol, int code) {
  if (!protocol.modern || code == kInternalError) return 200;
  return code == kMethodNotFound ? 404 : 400;
}

bool IsForeignOrigin(std::string_view origin, std::string_view host) {
  if (origin.empty()) return false;
  std::string site = base::AsciiLower(origin);
  std::string own = base::AsciiLower(host);
  const bool secure = site.starts_with("https://");
  if (!secure && !site.starts_with("http://")) return true;
  site.erase(0, site.find("//") + 2);
  // Browsers leave the usual port out.
  const std::string_view usual = secure ? ":443" : ":80";
  if (own.ends_with(usual)) own.resize(own.size() - usual.size());
  return site.empty() || site != own || !(secure || IsFixedHost(site));
}

}  // namespace funnel::mcp
