// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "searcher/measure/queries.h"

namespace funnel::measure {

/// How well a triage does on problems whose product is known, beside what needs no search.
struct TriageEvaluation {
  std::size_t problems = 0;
  std::size_t products = 0;       ///< Different ones in the base.
  double accuracy1 = 0;           ///< Share of problems whose product comes first,
  double accuracy3 = 0;           ///< or among the first three.
  double sure = 0;                ///< Share of problems that the triage is sure of,
  double sure_accuracy = 0;       ///< and of these those that it is right about.
  double brier = 0;               ///< Of the confidence: mean squared error.
  double majority = 0;            ///< Accuracy of always naming the commonest product.
  double bayes1 = 0, bayes3 = 0;  ///< Accuracies of multinomial naive Bayes over the same articles.
};

/// Asks for the products of `queries`, each of which has that of its relevant documents; without
/// queries, of at most `most` articles of the base by their titles and the first thousand bytes of
/// their texts, each as if it was not there. Fails as Searcher::Open and TriageCase do, and with
/// kInvalidInput where no product is known.
Result<TriageEvaluation> EvaluateTriage(const std::filesystem::path& kb, Audience audience,
                                        const std::vector<TestQuery>& queries, std::size_t most);

}  // namespace funnel::measure
