// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace funnel::query {

/// Whether a minus before the number behind `before`, the words of a line so far, excludes it;
/// those with a minus of their own are among them. A negative number is text nearly always: a code
/// (error -50, Errno -9997, itunes -9006), a result (returns -1), a temperature. Excluded are
///   - a year (four digits, 1990 to 2039) behind a word that names no code, day or value:
///     "office -2016";
///   - a version (up to three digits, or with one dot) behind a product that people tell apart by
///     them, or behind another version of that: "windows -10", "iphone 15 -14", "python -2.7".
/// `behind` is the next word, empty for none: a unit ("degrees", "°C") says that it is a value.
bool ExcludesNumber(std::span<const std::string_view> before, std::string_view number,
                    std::string_view behind);

}  // namespace funnel::query
