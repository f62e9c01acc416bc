// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::measure {

/// After so many characters it is looked where a title stands.
inline constexpr std::array<std::size_t, 3> kTypedCharacters = {3, 5, 8};

/// How soon titles are suggested while they are typed.
struct SuggestRow {
  std::string lang;
  bool with_error = false;  ///< They are typed with one error.
  std::size_t titles = 0;
  /// The share that is among the first 5, and the mean of 1/rank among the first 10, after
  /// kTypedCharacters, or all of a shorter title.
  std::array<double, kTypedCharacters.size()> first_5 = {}, mrr = {};
  /// Of all characters, those that need not be typed until the title is among the first 5.
  double saved = 0;
  double median_ms = 0, p99_ms = 0;  ///< Of a processor, for one keystroke.
};

/// What is measured.
struct SuggestEvaluation {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  std::size_t most_titles = 200;  ///< Of each language, evenly spread over its articles.
};

/// Types titles of the base, letter by letter, for readers of their language: a row for each
/// language, then one with an error in each title: at one of its first 2nd to 6th characters, by
/// turns a wrong one, one that is missing, one typed twice, and two that changed places. The same
/// base gives the same titles and errors. A title that several articles have is found with any of
/// them. Takes one thread; fails as Searcher does.
Result<std::vector<SuggestRow>> EvaluateSuggestions(const SuggestEvaluation& evaluation);

/// The rows as a table for people.
std::string FormatTable(const std::vector<SuggestRow>& rows);

}  // namespace funnel::measure
