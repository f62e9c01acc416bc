// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace funnel::text {

/// The character that stands for all that are typed for it: the plain apostrophe (U+2019, U+02BC,
/// U+2018, U+02BB, the Armenian and the Hebrew one), the plain hyphen, the digits of every script
/// as ASCII's, the Arabic signs in numbers as point and comma. Any other character is itself. Of
/// UTF-16 units the halves of a pair are themselves.
char32_t Alike(char32_t c);

/// Whether nothing is seen of `c` in any script: soft hyphen, joiner of words, byte order mark,
/// marks of direction. Not so the zero-width space and joiners, which mean something in some
/// scripts.
bool IsUnseen(char32_t c);

}  // namespace funnel::text
