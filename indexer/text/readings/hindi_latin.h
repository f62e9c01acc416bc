// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "indexer/text/readings/folded_text.h"
#include "indexer/text/readings/sound_text.h"

namespace funnel::text {

/// Hindi in Latin letters, as people write it without marks: प्रिंटर is "printar". The vowel that a
/// consonant has of itself is left out where it is not spoken: at the end of a word, and between
/// a vowel and a consonant with a vowel (Ohala's rule of schwa deletion, from the right).
SoundText HindiInLatin(const FoldedText& text);

/// What is typed in Latin letters in the same writing: "aa", "ee", "oo" as one vowel, "w" as "v",
/// "ph" as "f", "z" as "j", no letter twice, "printer" as "printar".
std::string RomanHindi(std::string_view typed);

}  // namespace funnel::text
