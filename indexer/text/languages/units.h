// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// Whether `word`, case-folded, is the short name of a unit ("gb", "ghz", "вт"): behind a number it
/// says how much, and nothing of what.
bool IsUnit(std::string_view word);

}  // namespace funnel::text
