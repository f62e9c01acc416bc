// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/identifiers.h"

namespace funnel::text {

/// Digits without leading zeros: how numbers are compared.
std::string CanonicalDigits(std::string_view digits);

/// A number without the commas or apostrophes between its groups: 10,000, 1,00,000, 10'000. A dot
/// may as well begin a fraction: what has one stays as it is, as all else does.
std::string WithoutThousandsMarks(std::string_view number);

/// The groups of hexadecimal digits that hardware addresses and fingerprints are written in, joined
/// and in lower case; nothing for any other `text`: 00:11:22:33:FF:AA, 00-11-..., 0011.2233.ffaa.
std::string JoinedHexGroups(std::string_view text);

/// Adds the numbers of `ascii` (NUL for what is not ASCII) that are written in groups, each joined:
///   10,000 = 10.000 = 10 000 = 10'000 = 10000; 1,00,000; 1,234.56 -> 1234
///   (212) 555-0147 = 212.555.0147 = 2125550147; +1 212 555 0147 also without the country
///   16 GB -> 16gb, as 16GB is (languages/units.h)
/// Dates and addresses of networks are left alone. With `query` a number behind a plus, its groups
/// joined, is also read without the one to three digits that may name a country.
void FindDigitGroups(std::string_view ascii, bool query, std::vector<Identifier>& out);

}  // namespace funnel::text
