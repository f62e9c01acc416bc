// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace funnel::text {

/// A text that tells one version of ICU or libstemmer from another.
struct AnalysisSample {
  std::string_view lang;
  std::string_view text;
};

/// Inflected words for each stemmer; for ICU what each dictionary takes apart, and what it folds.
std::span<const AnalysisSample> AnalysisSamples();

}  // namespace funnel::text
