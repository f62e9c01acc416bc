// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::query {

/// The keys, as Latin letters, that type Hangul on the Korean two-set layout (dubeolsik, KS X
/// 5002); what is no Hangul stays. 프린터 is "vmflsxj".
std::string KeysOfHangul(std::string_view text);

/// What these keys type: syllables, and letters alone where they make none. What is no such key
/// stays.
std::string HangulOfKeys(std::string_view keys);

}  // namespace funnel::query
