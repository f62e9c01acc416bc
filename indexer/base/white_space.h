// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// `text` (UTF-8) without the white space around it: all that Unicode calls so, no-break and
/// ideographic spaces included. Where only ASCII's is meant: Trim in base/ascii.
std::string_view TrimWhiteSpace(std::string_view text);

/// `text` with a space for each control character of ASCII but tab and line feed.
std::string WithoutControls(std::string text);

}  // namespace funnel::base
