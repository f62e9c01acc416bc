// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "indexer/base/json.h"
#include "server/http/web.h"

namespace funnel::mcp {

/// Codes of errors: of JSON-RPC 2.0, and of MCP (specification 2026-07-28, basic/index).
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kResourceNotFound = -32002;  ///< Up to 2025-11-25.
inline constexpr int kHeaderMismatch = -32020;
inline constexpr int kUnsupportedVersion = -32022;

/// Why there is no result.
struct RpcError {
  int code = kInternalError;
  std::string message;
  std::string data = {};  ///< As JSON, or empty for none.
};

/// One message of a client, whose form is right.
struct RpcMessage {
  rapidjson::Document document;

  /// Text or a whole number; null: a notification, which nobody answers.
  const rapidjson::Value* Id() const { return base::JsonMember(document, "id"); }
  std::string_view Method() const { return base::JsonText(base::JsonMember(document, "method")); }
  /// An object, or null.
  const rapidjson::Value* Params() const { return base::JsonMember(document, "params"); }
};

/// Why a message cannot be used.
struct RpcRefusal {
  RpcError error;
  std::string id = {};  ///< As JSON, where it could be read.
};

/// Reads the one request or notification that a body is. Refuses what is no JSON (in UTF-8, at most
/// 100 levels deep) with kParseError; batches, answers, ids of other types and members that stand
/// twice, of which a proxy might take the other one, with kInvalidRequest; parameters that are no
/// object with kInvalidParams.
tl::expected<RpcMessage, RpcRefusal> ReadMessage(std::string_view body);

/// The value as JSON text; empty for null.
std::string ToJson(const rapidjson::Value* value);

/// Answers to the request with that id, as JSON. `result` is an object.
http::WebReply ResultReply(std::string_view id, std::string_view result);
/// Without an id where that is empty.
http::WebReply ErrorReply(int status, std::string_view id, const RpcError& error);

}  // namespace funnel::mcp
