// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::site {

/// `text` for an element or a quoted attribute of XML 1.0, which has no way to say some characters:
/// these are left out, or a space.
std::string EscapeXml(std::string_view text);

}  // namespace funnel::site
