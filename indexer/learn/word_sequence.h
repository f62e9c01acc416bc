// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/article.h"

namespace funnel::learn {

/// Numbers the terms of one language, from 0. Can be moved, not copied: it points into itself.
class Vocabulary {
 public:
  Vocabulary() = default;
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;
  Vocabulary(Vocabulary&&) = default;
  Vocabulary& operator=(Vocabulary&&) = default;

  std::uint32_t Add(const std::string& term);
  const std::string& operator[](std::uint32_t number) const { return *terms_[number]; }
  std::size_t size() const { return terms_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> terms_;  ///< Keys of numbers_, which stay where they are.
};

/// An article as alignment sees it: the words that mean something (MainTerms), as numbers of a
/// Vocabulary, in sentences, in paragraphs, in sections. Each list holds where its parts end.
struct WordSequence {
  struct Sentence {
    std::uint32_t words_end = 0;
    std::uint32_t length = 0;  ///< In characters, with all its words.
  };
  struct Section {
    std::uint32_t paragraphs_end = 0;
    int level = 0;  ///< Of its heading, which is the first paragraph; 0: no heading.
  };
  std::vector<std::uint32_t> words;
  std::vector<Sentence> sentences;  ///< The first is the title, the second the summary, or empty.
  std::vector<std::uint32_t> paragraphs;  ///< Sentences end; the two first count as one each.
  std::vector<Section> sections;          ///< Of the text: begins behind the two first paragraphs.

  /// What counts against a limit of memory.
  std::size_t size() const { return words.size() + 2 * sentences.size() + paragraphs.size(); }
};

/// Takes an article apart. What is longer than the limits (thousands of paragraphs are data, not
/// text) keeps its title and summary only.
WordSequence ReadWords(const Article& article, Analyzer& analyzer, Vocabulary& vocabulary);

/// The words of one text in `lang`, such as a line of a glossary.
std::vector<std::uint32_t> ReadWords(std::string_view text, const std::string& lang,
                                     Analyzer& analyzer, Vocabulary& vocabulary);

}  // namespace funnel::learn
