// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>

#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/languages/arabic.h"
#include "indexer/text/languages/english.h"
#include "indexer/text/languages/hindi.h"
#include "indexer/text/languages/irregular.h"
#include "indexer/text/languages/korean.h"
#include "indexer/text/languages/latin.h"
#include "indexer/text/languages/light_stemmer.h"

namespace funnel::text {
namespace {

struct LanguageStemmer {
  std::string_view lang;
  Script script;
  const char* snowball;  ///< nullptr: words stay as they are.
};

constexpr std::array kLanguages = {
    LanguageStemmer{"ar", Script::kArabic, "arabic"},
    LanguageStemmer{"ca", Script::kLatin, "catalan"},
    LanguageStemmer{"da", Script::kLatin, "danish"},
    LanguageStemmer{"de", Script::kLatin, "german"},
    LanguageStemmer{"el", Script::kGreek, "greek"},
    LanguageStemmer{"en", Script::kLatin, "english"},
    LanguageStemmer{"es", Script::kLatin, "spanish"},
    LanguageStemmer{"eu", Script::kLatin, "basque"},
    LanguageStemmer{"fi", Script::kLatin, "finnish"},
    LanguageStemmer{"fr", Script::kLatin, "french"},
    LanguageStemmer{"ga", Script::kLatin, "irish"},
    LanguageStemmer{"hi", Script::kDevanagari, "hindi"},
    LanguageStemmer{"hu", Script::kLatin, "hungarian"},
    LanguageStemmer{"hy", Script::kArmenian, "armenian"},
    LanguageStemmer{"id", Script::kLatin, "indonesian"},
    LanguageStemmer{"it", Script::kLatin, "italian"},
    LanguageStemmer{"lt", Script::kLatin, "lithuanian"},
    LanguageStemmer{"ms", Script::kLatin, "indonesian"},
    LanguageStemmer{"ne", Script::kDevanagari, "nepali"},
    LanguageStemmer{"nl", Script::kLatin, "dutch"},
    LanguageStemmer{"no", Script::kLatin, "norwegian"},
    LanguageStemmer{"nb", Script::kLatin, "norwegian"},
    LanguageStemmer{"pt", Script::kLatin, "portuguese"},
    LanguageStemmer{"ro", Script::kLatin, "romanian"},
    LanguageStemmer{"ru", Script::kCyrillic, "russian"},
    LanguageStemmer{"sr-Cyrl", Script::kCyrillic, nullptr},
    LanguageStemmer{"sv", Script::kLatin, "swedish"},
    LanguageStemmer{"ta", Script::kTamil, "tamil"},
    // Support texts in Tagalog are half English. Taking off nag-, -um-, -in and the like measured
    // worse than nothing, English endings better.
    LanguageStemmer{"tl", Script::kLatin, "english"},
    LanguageStemmer{"tr", Script::kLatin, "turkish"},
    LanguageStemmer{"uk", Script::kCyrillic, nullptr},
    LanguageStemmer{"bg", Script::kCyrillic, nullptr},
    LanguageStemmer{"fa", Script::kArabic, nullptr},
    LanguageStemmer{"ur", Script::kArabic, nullptr},
    LanguageStemmer{"mr", Script::kDevanagari, nullptr},
};

// Languages whose Latin words are not English: a language of another script with English words in
// its texts is not among them.
constexpr std::array<std::string_view, 9> kOtherScriptLanguages = {
    "zh-Hans", "zh-Hant", "yue", "ja", "ko", "th", "lo", "km", "my"};

const char* DefaultSnowball(Script script) {
  switch (script) {
    case Script::kLatin:
      return "english";
    case Script::kCyrillic:
      return "russian";
    case Script::kArabic:
      return "arabic";
    case Script::kDevanagari:
      return "hindi";
    case Script::kGreek:
      return "greek";
    case Script::kTamil:
      return "tamil";
    case Script::kArmenian:
      return "armenian";
    default:
      return nullptr;
  }
}

const LanguageStemmer* Find(std::string_view lang) {
  const auto* found = std::find_if(kLanguages.begin(), kLanguages.end(),
                                   [&](const LanguageStemmer& l) { return l.lang == lang; });
  return found == kLanguages.end() ? nullptr : found;
}

const char* AlgorithmFor(Script script, std::string_view lang) {
  const LanguageStemmer* language = Find(lang);
  if (language != nullptr) {
    return language->script == script ? language->snowball : DefaultSnowball(script);
  }
  const bool other_script = std::find(kOtherScriptLanguages.begin(), kOtherScriptLanguages.end(),
                                      lang) != kOtherScriptLanguages.end();
  if (script == Script::kLatin && !other_script) return nullptr;  // vi, pl, unknown
  return DefaultSnowball(script);
}

/// French, Italian and Catalan articles and prepositions cling to the word: "l'application".
std::string_view WithoutElision(std::string_view word, std::string_view lang) {
  if (lang != "fr" && lang != "it" && lang != "ca") return word;
  const std::size_t apostrophe = word.find('\'');
  constexpr std::size_t kLongestElided = 7;  // "lorsqu'", "dell'"
  if (apostrophe == std::string_view::npos || apostrophe > kLongestElided ||
      apostrophe + 2 >= word.size()) {
    return word;
  }
  return word.substr(apostrophe + 1);
}

/// A word as it is stemmed: of the writings that it has, one.
std::string OneSpelling(std::string_view word, Script script, const char* algorithm) {
  switch (script) {
    case Script::kDevanagari:
      return NormalizeHindi(word);
    case Script::kArabic:
      return OneArabicSpelling(word, algorithm == nullptr);
    case Script::kCyrillic:
    case Script::kGreek:
      return WithoutStress(word);
    case Script::kLatin:
      if (algorithm == nullptr) break;
      return std::string_view(algorithm) == "english" ? EnglishForm(word)
                                                      : RegularForm(word, algorithm);
    default:
      break;
  }
  return std::string(word);
}

}  // namespace

void Stemmers::Deleter::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Stemmers::Stemmers() = default;
Stemmers::~Stemmers() = default;

bool Stemmers::WritesIn(std::string_view lang, Script script) {
  const LanguageStemmer* language = Find(lang);
  if (language != nullptr) return language->script == script;
  return script == Script::kLatin && AlgorithmFor(script, lang) == nullptr;
}

sb_stemmer* Stemmers::Snowball(const char* algorithm) {
  auto& slot = snowball_[algorithm];
  if (!slot) slot.reset(sb_stemmer_new(algorithm, "UTF_8"));
  return slot.get();
}

std::string Stemmers::Stem(std::string_view word, Script script, std::string_view lang) {
  // Longer "words" are encoded data; stemming them says nothing.
  constexpr std::size_t kLongestWordBytes = 128;
  if (word.size() > kLongestWordBytes) return std::string(word);
  if (script == Script::kHangul) return KoreanStem(word);
  const char* algorithm = AlgorithmFor(script, lang);
  const std::string spelled = OneSpelling(WithoutElision(word, lang), script, algorithm);
  std::string stem = algorithm == nullptr ? std::string(LightStem(spelled, lang))
                                          : SnowballStem(spelled, algorithm);
  // What takes endings off has to know which i a word has; a question mostly does not.
  return HasDotlessI(lang) ? WithOneI(stem) : stem;
}

std::string Stemmers::SnowballStem(std::string_view word, const char* algorithm) {
  sb_stemmer* stemmer = Snowball(algorithm);
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  const int length = sb_stemmer_length(stemmer);
  if (stem == nullptr || length == 0) return std::string(word);
  return std::string(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(length));
}

}  // namespace funnel::text
