// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/access/served_base.h"
#include "server/http/router.h"

namespace funnel::api {

/// Adds what programs ask, all that openapi.json has. `base` must outlive the router.
void AddApiRoutes(http::Router& router, access::ServedBase& base);

}  // namespace funnel::api
