// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "funnel/filter.h"

namespace funnel::query {

/// A value of a condition as it is compared: a language as its canonical tag, all else without
/// white space around it. Fails with kInvalidInput for what is none: no language tag, no kind, no
/// day, no version with a number where others are to be more or less.
Result<std::string> FilterValue(const Filter& condition, std::string_view text);

/// 20240302 for "2024-03-02"; nullopt for what is no day.
std::optional<std::uint32_t> DayNumber(std::string_view text);

}  // namespace funnel::query
