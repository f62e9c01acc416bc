// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "indexer/base/json.h"
#include "server/http/web.h"
#include "server/mcp/json_rpc.h"

// The versions of the protocol. Since 2026-07-28 ("modern") each request says in its _meta which
// version it is in; before that ("legacy") a client begins with `initialize`. Both are answered
// without state, at the same address.

namespace funnel::mcp {

/// In what a request is written, and to be answered.
struct Protocol {
  std::string_view version;
  bool modern = false;

  /// Whether answers know structuredContent, outputSchema and resource_link.
  bool HasStructuredContent() const { return version >= "2025-06-18"; }
};

/// Writes the versions that are spoken here as an array, the newest first.
void WriteVersions(base::JsonWriter& writer);

/// What a client that asks for `wanted` in `initialize` is answered in.
std::string_view NegotiatedVersion(std::string_view wanted);

/// The protocol of a request. Of a modern one, the header fields of the version and the method must
/// say what the body says. Fails with kInvalidParams, kHeaderMismatch or kUnsupportedVersion.
tl::expected<Protocol, RpcError> ProtocolOf(const http::WebRequest& request,
                                            const RpcMessage& message);

/// Holds Mcp-Name, which may be in Base64 between "=?base64?" and "?=", against the name or address
/// in the body. Fails with kHeaderMismatch.
tl::expected<void, RpcError> CheckName(const http::WebRequest& request, std::string_view name);

/// The HTTP status of an error that is answered to a request in `protocol`.
int StatusOf(const Protocol& protocol, int code);

/// Whether a page of another site asks, in a browser; no other client sends an Origin. One that is
/// the Host of the request by a name without https is foreign, too: the name may have been bound to
/// this server's address by whoever owns it (DNS rebinding).
bool IsForeignOrigin(std::string_view origin, std::string_view host);

}  // namespace funnel::mcp
