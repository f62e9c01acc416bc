// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace funnel::http {

/// A query as it is searched and shown: valid UTF-8 without control characters.
std::string CleanQuery(std::string_view query);

/// Whether a query, CleanQuery, asks nothing.
bool IsBlank(std::string_view query);

/// Whether a Content-Type is application/json, with whatever parameters.
bool IsJson(std::string_view content_type);

/// A whole number without sign; false if `text` is none or is over 1,000,000.
bool ParseNumber(std::string_view text, std::size_t* number);

}  // namespace funnel::http
