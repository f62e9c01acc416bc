// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "tests/server/server_fixture.h"

namespace funnel::test {

/// "200 result 1" or "400 -32602 1": status, what came, and the id, if there is one. Fails the test
/// where the answer is no JSON-RPC 2.0.
std::string McpLine(const Answer& answer);

/// The result of a request in version 2026-07-28, whose header fields say what
/// they have to; `params` is an object without _meta. Fails the test without a result.
rapidjson::Document McpCall(const std::string& method, const std::string& params,
                            int port = SharedServer().port());

/// The same in an older version.
rapidjson::Document LegacyMcpCall(const std::string& method, const std::string& params,
                                  const std::string& version = "2025-11-25");

}  // namespace funnel::test
