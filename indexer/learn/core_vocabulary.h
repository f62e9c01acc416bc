// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::learn {

/// What a meaning is called in one language; the most usual name first.
using Names = std::vector<std::string_view>;

/// The words that every support centre needs, in many languages: of computing, of business, and
/// the commonest of general language. Data of our own (vocabulary/*.tsv), so that a question finds
/// articles in another language where the base has few translations to learn from, or none.
class CoreVocabulary {
 public:
  /// The one that is compiled in, read at the first call. Thread-safe.
  static const CoreVocabulary& Get();

  /// The languages it has a column of.
  const std::vector<std::string>& languages() const { return languages_; }

  /// One entry a meaning, in the same order for every language; nullptr for a language that neither
  /// it nor its nearest relative (pt for pt-BR, zh-Hans for zh-Hant and yue) has a column of.
  const std::vector<Names>* Find(std::string_view lang) const;

 private:
  CoreVocabulary();
  void Read(std::string_view table);

  std::vector<std::string> languages_;
  std::vector<std::vector<Names>> names_;  ///< By language, then by meaning.
};

}  // namespace funnel::learn
