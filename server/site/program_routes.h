// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/access/served_base.h"
#include "server/http/router.h"

namespace funnel::site {

/// Adds what programs read of the site: /llms.txt, /opensearch.xml, /suggestions.json and
/// /feeds/articles.atom. `base` must outlive the router.
void AddProgramRoutes(http::Router& router, access::ServedBase& base);

}  // namespace funnel::site
