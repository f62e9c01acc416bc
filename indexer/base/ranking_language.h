// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// The language among whose articles one in `lang` (a canonical tag) is ranked: the tag without
/// script and region, so that "zh-Hans", "zh-Hant" and Cantonese ("yue") are one, "zh"; "und" for
/// none. Letters a to z only.
std::string RankingLanguage(std::string_view lang);

}  // namespace funnel::base
