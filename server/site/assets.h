// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/http/web.h"

namespace funnel::site {

/// GET /assets/{name}: a style sheet or picture out of the program, with an ETag; for a year where
/// the address carries the version that AssetVersion gives. Status 404 if there is none.
http::WebReply AssetReply(const http::WebRequest& request, std::string_view name);

/// A short hash of an asset's content, for "?v=".
std::string AssetVersion(std::string_view name);

}  // namespace funnel::site
