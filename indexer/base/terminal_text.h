// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// `text` (UTF-8) with a space for each control character, those of Unicode's second block and
/// those that turn the direction of writing included: what an article says must not be able to
/// steer a terminal or to look like something else. U+FFFD stands for what is not UTF-8. With
/// `keep_lines` line breaks and tabs stay.
std::string ForTerminal(std::string_view text, bool keep_lines = false);

}  // namespace funnel::base
