// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/text/characters/script.h"

struct sb_stemmer;

namespace funnel::text {

/// Stems of words in all supported languages. One per thread.
class Stemmers {
 public:
  Stemmers();
  ~Stemmers();

  /// The stem of a case-folded `word` of `script` in a text whose language is `lang` (canonical
  /// tag). A word in another script than the language's is stemmed as its script's commonest
  /// language of support texts: Latin as English, Cyrillic as Russian, and so on. Words of a
  /// language that has neither a Snowball stemmer nor a light one stay as they are, but for what is
  /// one spelling of them.
  std::string Stem(std::string_view word, Script script, std::string_view lang);

  /// True if words of `script` are stemmed differently in `lang` than by the script's default.
  static bool WritesIn(std::string_view lang, Script script);

 private:
  sb_stemmer* Snowball(const char* algorithm);
  std::string SnowballStem(std::string_view word, const char* algorithm);

  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::map<std::string, std::unique_ptr<sb_stemmer, Deleter>, std::less<>> snowball_;
};

}  // namespace funnel::text
