// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "searcher/measure/lines.h"
#include "searcher/search/confidence.h"

namespace funnel::measure {

/// A line of `funnel-searcher confidence`: what a query found in one language.
struct ConfidenceRow {
  std::string set;
  search::ConfidenceFeatures features;
  bool answers = false;
};

/// Reads such lines and appends them to `rows`. Those that are not so are reported and skipped.
/// Returns how many were.
std::size_t ReadConfidenceRows(std::istream& in, const std::string& name, const Report& report,
                               std::vector<ConfidenceRow>& rows);

/// How well probabilities foretell what came true.
struct Reliability {
  struct Bin {
    std::size_t rows = 0;
    double foretold = 0;  ///< Mean of the probabilities.
    double true_share = 0;
  };
  std::array<Bin, 10> bins;  ///< By tenths of the probability.
  double brier = 0;          ///< Mean squared error (G. W. Brier, 1950).
  double auc = 0;            ///< How often one that came true has more than one that did not.
};

/// The weights of one kind of questions, asked as they stand or translated.
struct ConfidenceFit {
  std::vector<double> weights;  ///< Of search::ConfidenceValues.
  std::size_t rows = 0;
  Reliability fitted;
  /// Each source by what was fitted on the others; nothing where there is only one.
  std::optional<Reliability> held_out;
};

/// Fits the rows that are translated or not. A set is named KIND-SOURCE-ANYTHING: the kinds weigh
/// alike, and so do the sets of one. REQUIRES: at least one such row.
ConfidenceFit FitConfidence(const std::vector<ConfidenceRow>& rows, bool translated);

}  // namespace funnel::measure
