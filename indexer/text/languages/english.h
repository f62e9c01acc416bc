// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// What an English word (case-folded UTF-8) is stemmed as, so that its writings and its forms meet:
/// without marks ("résumé": "resume"), a British spelling as the American one ("organised":
/// "organized", "centre": "center", "dialogue": "dialog"), an irregular form as its first one
/// ("frozen": "freeze", "mice": "mouse"). Not those that are words of their own as often ("left",
/// "bit", "spoke", "led").
std::string EnglishForm(std::string_view word);

}  // namespace funnel::text
