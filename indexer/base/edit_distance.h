// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace funnel {

/// How many insertions, deletions, replacements and swaps of neighbours make `a` of `b` (optimal
/// string alignment), in bytes; ASCII letter case does not count, and '_' and '.' are '-'.
std::size_t EditDistance(std::string_view a, std::string_view b);

/// The one of `names` that somebody who wrote `written` seems to have meant: one slip away, or two
/// in a name of eight bytes or more. Empty when none is near; names
/// of less than four bytes are never meant.
std::string_view ClosestName(std::string_view written, const std::vector<std::string_view>& names);

}  // namespace funnel
