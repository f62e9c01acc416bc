// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"
#include "searcher/search/match.h"

namespace funnel::search {

/// What tells whether the first candidate answers a question, each from 0 to 1. Words weigh by what
/// they tell in the language searched; one that no article of it has tells most.
struct ConfidenceFeatures {
  double title = 0;       ///< Share of the question's words that its title holds.
  double precision = 0;   ///< Share of the title that the question asks for.
  double passage = 0;     ///< Share of the words in its best passage.
  double heading = 0;     ///< The same in its best heading, times that one's share of them.
  double article = 0;     ///< Share of the words in the article.
  double lead = 0;        ///< How far its score is before the second's.
  double length = 0;      ///< Of the question: words / (words + 4).
  double translated = 0;  ///< 1 for a translated question.
  double doubt = 0;       ///< Share of its words that the lexicon does not know.
};

/// Each of them and its name, as they are printed and read.
inline constexpr std::array<std::pair<std::string_view, double ConfidenceFeatures::*>, 9>
    kConfidenceFeatures = {{{"title", &ConfidenceFeatures::title},
                            {"precision", &ConfidenceFeatures::precision},
                            {"passage", &ConfidenceFeatures::passage},
                            {"heading", &ConfidenceFeatures::heading},
                            {"article", &ConfidenceFeatures::article},
                            {"lead", &ConfidenceFeatures::lead},
                            {"length", &ConfidenceFeatures::length},
                            {"translated", &ConfidenceFeatures::translated},
                            {"doubt", &ConfidenceFeatures::doubt}}};

/// Of the first candidate; all 0 where there is none. Of a translated question, `translated` has
/// the places of its words, and `known` the share of them that the lexicon knows.
ConfidenceFeatures FeaturesOf(
    const query::QueryPlan& plan, const query::BuiltQuery& built, const Matched& matched,
    query::TermCounts& counts,
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& translated, double known);

/// What the regression weighs: 1, the features, and what a longer question makes of them.
std::array<double, 13> ConfidenceValues(const ConfidenceFeatures& features);

/// The probability that it answers, by a logistic regression over the test collections. `share`:
/// how many articles the language has for each of the base's largest.
double ConfidenceOf(const ConfidenceFeatures& features, double share);

}  // namespace funnel::search
