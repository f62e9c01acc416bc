// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace funnel::base {

/// The first byte of the character that ends before byte `at` (0 < at <= text.size()).
inline std::size_t PreviousCharacter(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

/// The character at byte `at` (< text.size()), U+FFFD for a bad byte; moves `at` behind it.
char32_t NextCharacter(std::string_view text, std::size_t& at);

/// Appends `code_point` (a valid one) as UTF-8.
void AppendUtf8(char32_t code_point, std::string& out);

/// The first byte of `text` that is not well-formed UTF-8 (RFC 3629); npos when all of it is.
std::size_t FindInvalidUtf8(std::string_view text);

/// `text` with U+FFFD for whatever is not well-formed.
std::string ToValidUtf8(std::string_view text);

}  // namespace funnel::base
