// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace funnel::text {

/// Appends the letters of a Hangul syllable, or of a letter that stands alone, a byte each, as they
/// are typed one after the other: a consonant is the same at the beginning and at the end of a
/// syllable, and what two letters make (ㅘ, ㄳ) is these two. So what is typed of a word at any
/// moment is the beginning of the word: 플 of 프린터. The bytes are of ASCII and in no folded text:
/// control characters for consonants, capitals for vowels. False for any other character.
bool AppendHangulLetters(char32_t c, std::string& out);

/// How many bytes of a folded text are letters of Hangul.
std::size_t CountHangulLetters(std::string_view folded);

}  // namespace funnel::text
