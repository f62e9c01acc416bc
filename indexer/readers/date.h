// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::readers {

/// An ISO 8601 date from what people and programs write for one; what stands behind it (a time, a
/// zone) does not count:
///   2021-01-31  2021/1/31  2021. 1. 31.  20210131     year, month, day
///   31.01.2021  31-01-2021                            day, month, year
///   01/31/2021                                        month, day, year; the other way round where
///                                                     only that is a date
///   3 April 2021  Apr 3, 2021  3. huhtikuuta 2021     months by their names in many languages
///   2021年1月31日  2021년 1월 31일  3 tháng 4 năm 2021  3 เมษายน 2564
///   1612051200  1612051200000                         seconds, or milliseconds, since 1970
/// Fails with kInvalidInput. Thread-safe.
Result<std::string> ParseDate(std::string_view text);

}  // namespace funnel::readers
