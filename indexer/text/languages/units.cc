// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/units.h"

#include <algorithm>
#include <array>

namespace funnel::text {
namespace {

// What support articles measure, sorted: of data and its rate, of electricity, frequency, length,
// weight, time and print.
constexpr std::array<std::string_view, 62> kUnits = {
    "a",    "ah",  "bit", "bps", "cm", "db", "dbm", "dpi",  "fps",  "ft",   "g",    "gb",  "gbit",
    "gbps", "ghz", "gib", "go",  "h",  "hz", "kb",  "kbit", "kbps", "kg",   "khz",  "kib", "km",
    "kv",   "kva", "kw",  "kwh", "lb", "m",  "ma",  "mah",  "mb",   "mbit", "mbps", "mhz", "mib",
    "mm",   "mo",  "mp",  "ms",  "mv", "mw", "nm",  "oz",   "ppi",  "px",   "rpm",  "s",   "tb",
    "tib",  "to",  "v",   "va",  "w",  "wh", "вт",  "гб",   "ггц",  "мб"};
static_assert(std::is_sorted(kUnits.begin(), kUnits.end()));

}  // namespace

bool IsUnit(std::string_view word) {
  return std::binary_search(kUnits.begin(), kUnits.end(), word);
}

}  // namespace funnel::text
