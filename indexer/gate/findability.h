// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "indexer/store/reader.h"

namespace funnel::gate {

/// What a reader may ask who needs the article.
struct FindabilityQuestion {
  enum class Source : std::uint8_t {
    kSymptom,   ///< Of the front matter; without any there, a sentence of the Symptoms section.
    kTitle,     ///< The title as somebody says it who does not know the article.
    kQuestion,  ///< Of the front matter.
  };
  Source source = Source::kSymptom;
  std::string text;
};

/// "symptom", "title" or "question".
std::string_view Name(FindabilityQuestion::Source source);

/// The last rank on the first page, and the last that is looked at.
inline constexpr std::size_t kFirstPage = 10;
inline constexpr std::size_t kDeepestRank = 100;

/// So many symptoms, and so many questions, of one article are asked.
inline constexpr std::size_t kMostAsked = 20;

/// The questions that `article` should answer: its symptoms, its title in other words, its
/// questions. The title in other words is what it says in content words, the last first, without
/// the one that is rarest in `reader`'s view where at least three others are left: who has the
/// problem seldom knows the word that only the article uses. None where that is nothing.
Result<std::vector<FindabilityQuestion>> QuestionsFor(const Article& article, store::Reader& reader,
                                                      Analyzer& analyzer);

/// The rank, from 1, at which the family of `article` answers `text` asked in its language; nothing
/// beyond kDeepestRank. Fails as Searcher::Search does.
Result<std::optional<std::size_t>> RankOf(const Article& article, const std::string& text,
                                          Searcher& searcher);

}  // namespace funnel::gate
