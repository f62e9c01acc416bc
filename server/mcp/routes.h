// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/access/served_base.h"
#include "server/http/router.h"

namespace funnel::mcp {

/// Adds POST /mcp, a Model Context Protocol server that only reads: each request stands for itself,
/// in the version of the protocol that it is written in (protocol.h). Its answers are those that
/// `router` has for people and programs, so it must stay in its place, as `base`, and have the
/// routes of the API and the pages when it is asked.
void AddMcpRoutes(http::Router& router, access::ServedBase& base);

}  // namespace funnel::mcp
