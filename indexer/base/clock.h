// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::base {

/// The time, as "2024-03-02T10:20:30Z".
std::string UtcNow();

/// The date, as "2024-03-02": in UTC too, so that an article is judged by one day wherever it is.
std::string UtcToday();

}  // namespace funnel::base
