// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "indexer/base/json.h"
#include "server/access/served_base.h"
#include "server/http/router.h"
#include "server/mcp/json_rpc.h"
#include "server/mcp/protocol.h"

namespace funnel::mcp {

/// What is asked, and of what. Borrows all.
struct Call {
  const http::Router& router;  ///< What the answers of the other doors come from.
  access::ServedBase& base;
  const Protocol& protocol;
  const rapidjson::Value& params;  ///< An object.

  /// The text of a parameter; empty where there is none.
  std::string_view Text(std::string_view name) const {
    return base::JsonText(base::JsonMember(params, name));
  }
};

/// Whether the members of a result were written.
using Answered = tl::expected<void, RpcError>;

}  // namespace funnel::mcp
