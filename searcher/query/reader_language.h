// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::query {

/// True if `query` may have been typed by a reader of `lang` (canonical tag): its letters are all
/// of the language's scripts or Latin, as product names and error codes are. Then a hit is shown in
/// that language if it exists in it; a Thai question on an English page gets Thai answers.
bool CouldBeAskedIn(std::string_view query, std::string_view lang);

}  // namespace funnel::query
