// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// The beginning of a case-folded `word` of `lang` (canonical tag) without the longest ending of
/// inflection that it has, or of the verbal nouns that titles of support texts are made of (Polish
/// "konfigurowania", "konfiguracji", "konfiguruj": "konfigur"), and without a vowel before it;
/// three letters stay at least. For languages that libstemmer has no stemmer for: Bosnian,
/// Bulgarian, Croatian, Czech, Estonian, Hebrew (also without the prepositions and the article that
/// cling to its words), Latvian, Polish, Serbian in Latin letters, Slovak, Slovene, Ukrainian. The
/// words of others come back as they are.
///
/// Endings only, no parts of speech, after J. Savoy, Light Stemming Approaches for the French,
/// Portuguese, German and Hungarian Languages, SAC 2006.
std::string_view LightStem(std::string_view word, std::string_view lang);

}  // namespace funnel::text
