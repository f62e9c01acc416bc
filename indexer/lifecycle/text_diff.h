// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::lifecycle {

/// What differs between two texts, line by line with three lines around each place, in the unified
/// format (POSIX diff -u) without its two lines of names; empty when nothing does. Of texts that
/// have little in common it is not the shortest: the time it takes is bounded.
std::string UnifiedDiff(std::string_view before, std::string_view after);

}  // namespace funnel::lifecycle
