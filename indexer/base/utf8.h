// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace funnel::base {

/// Whether `byte` is within a character, not its first.
constexpr bool IsContinuation(char byte) { return (byte & 0xC0) == 0x80; }

/// The number of characters of `text`, which is valid.
std::size_t CountCharacters(std::string_view text);

/// The first byte of the character that byte `at` lies in; the text's size where that is behind the
/// text. Of bytes that are no UTF-8, no more than three before `at` are looked at.
std::size_t CharacterBegin(std::string_view text, std::size_t at);

/// The first byte at or behind `at` that begins a character; the text's size at most.
std::size_t CharacterEnd(std::string_view text, std::size_t at);

/// The first byte of the character that ends before byte `at` (0 < at <= text.size()).
inline std::size_t PreviousCharacter(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

/// The character at byte `at` (< text.size()), U+FFFD for a bad byte; moves `at` behind it.
char32_t NextCharacter(std::string_view text, std::size_t& at);

/// The characters of `text`, as NextCharacter gives them.
std::u32string Characters(std::string_view text);

/// Appends `code_point` (a valid one) as UTF-8.
void AppendUtf8(char32_t code_point, std::string& out);

/// The first byte of `text` that is not well-formed UTF-8 (RFC 3629); npos when all of it is.
std::size_t FindInvalidUtf8(std::string_view text);

/// `text` with U+FFFD for whatever is not well-formed.
std::string ToValidUtf8(std::string_view text);

}  // namespace funnel::base
