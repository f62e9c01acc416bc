// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/suggest.h"
#include "server/site/ui.h"

namespace funnel::site {

/// Where browsers ask for suggestions while somebody types.
inline constexpr std::string_view kSuggestionsPath = "/suggestions.json";

/// The OpenSearch description (1.1) of the site in one language, by which a browser can search it.
/// `address` is what SiteAddress says.
std::string OpenSearchDescription(const UiTexts& ui, const std::string& address);

/// What is suggested for `query` (valid UTF-8), as browsers read it (OpenSearch suggestions 1.1).
std::string SuggestionsJson(const std::string& query, const SuggestResponse& response);

}  // namespace funnel::site
