// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::text {

/// Gives the borrowed words in a Korean stem the spelling of the dictionary: 메세지 -> 메시지,
/// 컨텐츠 -> 콘텐츠, 매니져 -> 매니저. They are written in several ways, and a reader's way is
/// seldom the author's.
void SpellLoanwords(std::string& stem);

}  // namespace funnel::text
