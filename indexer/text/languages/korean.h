// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// A Korean eojeol (the unit between spaces, UTF-8) without its particles (josa) and the endings of
/// the verbs made with 하다 and 되다: "서버에서는" -> "서버", "연결되지" -> "연결". At least one
/// syllable stays; what fits no rule comes back as it is. The particles' choice by the final
/// consonant before them (은/는, 이/가, 을/를, 과/와) is checked, so that "평가" keeps its 가;
/// where one syllable is left, it must be a noun of a list, and the word none of its own: "폰이" ->
/// "폰", but "문의" stays.
std::string KoreanStem(std::string_view eojeol);

}  // namespace funnel::text
