// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// A Devanagari word in one spelling: nukta dropped (फ़ाइल, फाइल), a nasal consonant with virama
/// before another consonant and the candrabindu written as anusvara (हिन्दी, हिंदी; हूँ, हूं), joiners
/// dropped. UTF-8 in and out.
std::string NormalizeHindi(std::string_view word);

}  // namespace funnel::text
