// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// One spelling of a word in Arabic letters (UTF-8), whichever keyboard it was typed on: without
/// vowel signs and the line that stretches a word, and with one kaf and one yeh. These are the
/// Arabic ones (alef maksura is a yeh: many write it so) or, `persian`, those of Persian and Urdu;
/// there also with one heh (U+06C0, U+0629, U+06C1), and with alef, waw and yeh without hamza.
std::string OneArabicSpelling(std::string_view word, bool persian);

}  // namespace funnel::text
