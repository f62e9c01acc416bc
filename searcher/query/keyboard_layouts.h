// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace funnel::query {

/// The layouts that a keyboard with Latin letters has beside these: Thai Kedmanee, Korean two-set,
/// Hindi InScript, Russian ЙЦУКЕН (all on US QWERTY), Japanese kana (on JIS keys).
enum class KeyboardLayout : std::uint8_t { kThai, kKorean, kHindi, kRussian, kJapanese };
inline constexpr std::array kKeyboardLayouts = {KeyboardLayout::kThai, KeyboardLayout::kKorean,
                                                KeyboardLayout::kHindi, KeyboardLayout::kRussian,
                                                KeyboardLayout::kJapanese};

/// The language that is typed with a layout.
std::string_view LanguageOf(KeyboardLayout layout);

/// What the keys of a Latin text type on `layout`; empty where it has characters that are on no
/// key. Spaces stay.
std::string FromLatinKeys(KeyboardLayout layout, std::string_view latin);

/// What the keys that type `text` on `layout` write in Latin letters; empty where it has characters
/// that are on no key. Spaces, and what is Latin, stay.
std::string ToLatinKeys(KeyboardLayout layout, std::string_view text);

}  // namespace funnel::query
