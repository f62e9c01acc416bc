// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// Whether an author's link may stand in an article and be followed from a page: http and https
/// with a host (base::IsWebAddress), mailto, or relative to the page ("//host" included). `url` is
/// what the markup gives once its escapes and references are read. Refused is whatever has another
/// scheme for any browser: one with white space or a control character in it, or before it, and one
/// that only appears when references are read once more ("javascript&colon;x").
bool IsAllowedLink(std::string_view url);

}  // namespace funnel::text
