// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/readings/sound_text.h"

namespace funnel::text {

// Kana and romaji in one writing, so that it does not matter which of them is typed, nor whether in
// Hepburn's or the official way (Kunrei): し, shi and si are "si", ふぁ and fa are "ha", プリンター
// and purinta- are "puriNta". ん is N; a long vowel is a short one; っ doubles the consonant behind
// it.

/// Appends kana, which are folded (hiragana), to `sound`; each byte stands for the character of
/// `kana` that it comes of, `place` bytes behind, or with `as_one` for `place`.
void AppendKana(std::string_view kana, std::size_t place, bool as_one, SoundText& sound);

/// A character of kana, folded or not, or the mark of a long vowel.
bool IsKana(char32_t c);

/// Romaji as it is typed, also unfinished ("ins", "sh"), and words of other languages likewise:
/// what it may be, the likeliest first, at most 4.
std::vector<std::string> RomajiForms(std::string_view typed);

/// Makes one vowel of two equal ones where `more` goes on behind `text`: what of it is to be
/// appended.
std::string_view WithoutLongVowel(std::string_view text, std::string_view more);

}  // namespace funnel::text
