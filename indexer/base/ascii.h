// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// U+0000 to U+001F and U+007F.
bool IsControl(char c);

/// Whether nothing but ASCII is in the text.
bool IsAscii(std::string_view text);

/// `text` without the ASCII white space around it.
std::string_view Trim(std::string_view text);

/// `text` with its ASCII letters in lower case.
std::string AsciiLower(std::string_view text);

}  // namespace funnel::base
