// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/text/languages/stemmer.h"
#include "indexer/text/segmenter.h"

namespace funnel::text {

/// What becomes of a word, wherever it stands.
struct WordForms {
  std::string normal;              ///< Case-folded, one spelling.
  std::vector<std::string> stems;  ///< One for each language asked for; empty if nothing inflects.
  std::string bare;                ///< Without marks; empty where that changes nothing.
  bool marks_tell = false;         ///< Its stems do not find it without its marks.
  /// Of a query: its stems where texts have it without marks, and what it is without them if it was
  /// typed with two letters for one ("tuer": "tur").
  std::vector<std::string> unmarked;
  std::string spelled;
  bool stop = false;

  /// What pairs are made of, in the language at `index`.
  const std::string& Main(std::size_t index) const {
    return stems.empty() ? normal : stems[index < stems.size() ? index : 0];
  }
};

/// Makes the forms of words, and remembers them: texts repeat their words, and making them anew
/// each time would be a third of the analysis. One per thread.
class FormMaker {
 public:
  /// Begins a text in `langs`, canonical tags. What Of gave for another one is gone. With
  /// `remember` the forms of its words are kept for the next text in the same languages; else it is
  /// a query.
  void Begin(const std::vector<std::string>& langs, bool remember);

  /// The forms of a word of `text`, until the next Begin.
  const WordForms& Of(const icu::UnicodeString& text, const Word& word);

  /// The stems of a case-folded word: one for each language (without languages, one); none where
  /// the script does not inflect.
  std::vector<std::string> StemsOf(const std::string& word, Script script);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view units) const {
      return std::hash<std::u16string_view>()(units);
    }
  };
  /// By the units of the word: they decide its script, too.
  using Words = std::unordered_map<std::u16string, WordForms, Hash, std::equal_to<>>;

  WordForms Make(const icu::UnicodeString& text, const Word& word);
  bool AnySpelledIn() const;
  std::string Lower(const icu::UnicodeString& text, const Word& word) const;
  void AddUnmarked(Script script, WordForms& forms);
  bool IsStop(const std::string& word, Script script) const;

  std::vector<std::string> langs_;
  std::map<std::vector<std::string>, Words> remembered_;
  std::size_t remembered_count_ = 0;
  Words once_;
  Words* words_ = &once_;
  Stemmers stemmers_;
};

}  // namespace funnel::text
