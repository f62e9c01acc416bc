// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/site/ui.h"

namespace funnel::site {

/// The OpenSearch description (1.1) of the site in one language, by which a browser can search it.
/// `address` is what SiteAddress says.
std::string OpenSearchDescription(const UiTexts& ui, const std::string& address);

}  // namespace funnel::site
