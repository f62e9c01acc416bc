// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/access/served_base.h"
#include "server/http/router.h"

namespace funnel::site {

/// Adds the pages: /, /search, /articles/{lang}/{id} (with .md behind it,
/// or asked for text/markdown: as Markdown) and their /assets/. `base` must outlive the
/// router.
void AddSiteRoutes(http::Router& router, access::ServedBase& base);

}  // namespace funnel::site
