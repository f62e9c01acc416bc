// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// What a word (case-folded UTF-8) of German, Spanish or French is stemmed as where no ending leads
/// to it: a strong or irregular form as the infinitive ("verbunden": "verbinden", "roto": "romper",
/// "ouvert": "ouvrir"), and in German what stands between a separable prefix and its verb left out
/// ("eingeschaltet", "einzuschalten": "einschalten"). Any other word as it is. `algorithm` is
/// Snowball's name of the language.
std::string RegularForm(std::string_view word, std::string_view algorithm);

}  // namespace funnel::text
