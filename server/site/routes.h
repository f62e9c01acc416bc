// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/access/served_base.h"
#include "server/http/router.h"

namespace funnel::site {

/// What an installation says of itself.
struct SiteOptions {
  /// Where readers reach a person: an address of http, https or mailto (IsContact), or empty.
  std::string contact;
};

/// Whether that can be SiteOptions::contact.
bool IsContact(std::string_view address);

/// Adds the pages: /, /search, /articles/{lang}/{id} (with .md behind it,
/// or asked for text/markdown: as Markdown) and their /assets/. `base` must outlive the
/// router.
void AddSiteRoutes(http::Router& router, access::ServedBase& base, SiteOptions options = {});

}  // namespace funnel::site
