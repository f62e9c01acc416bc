// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// The value of a hexadecimal digit of either case; -1 for any other character.
int HexDigit(char c);

/// Appends `byte` as %XX.
void AppendPercent(char byte, std::string& out);

/// `text` with every byte as %XX but letters, digits, "-._~" (RFC 3986, unreserved) and `kept`.
std::string PercentEncoded(std::string_view text, std::string_view kept = {});

/// `text` with each %XX as its byte: any bytes may come out. Any other '%' stays.
std::string PercentDecoded(std::string_view text);

}  // namespace funnel::base
