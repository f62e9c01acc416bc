// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace funnel::base {

/// The day that "2024-03-02" is; nullopt for anything else, and for days that no calendar has.
std::optional<std::chrono::sys_days> ParseDay(std::string_view text);

/// The inverse.
std::string FormatDay(std::chrono::sys_days day);

}  // namespace funnel::base
