// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace funnel::base {

/// The number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into
/// `b` (optimal string alignment distance, in characters), or `most` + 1 if it is larger.
std::size_t EditDistance(std::u32string_view a, std::u32string_view b, std::size_t most);

/// The one of `names` that somebody who wrote `written` seems to have meant: one slip away, or two
/// in a name of eight bytes or more. ASCII letter case does not count, and '_' and '.' are '-'.
/// Empty when none is near; names of less than four bytes are never meant.
std::string_view ClosestName(std::string_view written, const std::vector<std::string_view>& names);

}  // namespace funnel::base
