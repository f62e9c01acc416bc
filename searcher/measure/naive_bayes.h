// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace funnel::measure {

/// How often a text has each of its terms.
using TermFrequencies = std::map<std::string, std::uint32_t>;

/// Multinomial naive Bayes over terms (A. McCallum and K. Nigam, AAAI workshop on text
/// categorization, 1998) with additive smoothing: what a triage is compared with.
class NaiveBayes {
 public:
  /// Adds a text of class `label`.
  void Add(const std::string& label, const TermFrequencies& terms);

  /// The classes of a text, the likeliest first, as if the text `without` of class `label` had not
  /// been added; nothing is left out where that is nullptr.
  std::vector<std::string> Rank(const TermFrequencies& terms, const TermFrequencies* without,
                                const std::string& label) const;

 private:
  struct Class {
    std::size_t texts = 0;
    double all = 0;  ///< Of all terms.
    std::unordered_map<std::string, double> terms;
  };

  std::map<std::string, Class> classes_;
  std::unordered_map<std::string, double> known_;  ///< Terms.
  std::size_t texts_ = 0;
};

}  // namespace funnel::measure
