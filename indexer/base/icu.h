// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/stringpiece.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace funnel::base {

/// The longest text that is handed to ICU, which counts in 32 bits: normalized it may grow
/// elevenfold (U+FDFA does), and must still be counted. Articles and questions are far shorter.
inline constexpr std::size_t kMaxIcuBytes = std::size_t{128} << 20;

/// The length of `text`. Throws std::length_error when that is above kMaxIcuBytes.
std::int32_t IcuLength(std::string_view text);

/// `utf8` as ICU takes it, U+FFFD for what is not well-formed. Throw as IcuLength does.
icu::StringPiece IcuPiece(std::string_view utf8);
icu::UnicodeString IcuString(std::string_view utf8);

/// Throws std::runtime_error where ICU did not give `what`, such as "a normalizer": its data is
/// missing or broken, and any text would be analyzed wrongly.
void CheckIcu(UErrorCode status, const char* what);

}  // namespace funnel::base
