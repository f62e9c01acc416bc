// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// Vietnamese writes the tone of oa, oe and uy on either vowel ("hoà", "hòa"; "thuý", "thúy"):
/// brings the end of a case-folded word into the second form.
void NormalizeVietnameseTone(std::string& word);

/// Whether `lang` has i with and without a dot as two letters, in both cases.
bool HasDotlessI(std::string_view lang);

/// `word` (NFKC) with the small letters of its two capital i, as a language that HasDotlessI has
/// them: "IŞIK" -> "ıŞıK". All other letters keep their case.
std::string LowerDotlessI(std::string_view word);

/// The word with its dotless i as the other.
std::string WithOneI(std::string_view word);

/// The word without the dot that lower case leaves above the i of a capital with one.
std::string WithoutDotOfI(std::string word);

/// Whether those who write `lang` have two letters for one that their keyboard lacks.
bool SpellsLettersOut(std::string_view lang);

/// How `word` (case-folded, of `lang`) is typed where a keyboard lacks its letters: "tür" ->
/// "tuer", "lås" -> "laas"; empty where that changes nothing or the language has no such custom.
std::string SpelledOut(std::string_view word, std::string_view lang);

/// What a word of `lang` may be without its marks that was typed in that way: "tuer" -> "tur".
/// Empty where that changes nothing; "neue" is no "nü".
std::string SpelledIn(std::string_view word, std::string_view lang);

}  // namespace funnel::text
