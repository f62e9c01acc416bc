// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/store/curation/curation_rules.h"

namespace funnel::curation {

/// Which words stand for which, by all rules of a file: finds what is said twice, and what leads
/// back to itself.
class SynonymGraph {
 public:
  /// A name and its normal form.
  struct Name {
    std::string key;
    store::CurationPhrase phrase;
  };

  /// Adds a rule; what is wrong with it, if it repeats itself or an earlier one: then it is left
  /// out. Without `means`, the names stand for each other.
  std::optional<store::CurationProblem> Add(const store::SynonymRule& rule,
                                            const std::vector<Name>& names,
                                            const std::vector<Name>& means);

  /// The one-way rules that lead back to where they begin, one for each circle.
  std::vector<store::CurationProblem> Circles() const;

 private:
  /// A way from a name to what it means.
  struct Edge {
    std::size_t to = 0;
    std::size_t line = 0;
    std::size_t column = 0;
  };

  std::size_t NodeOf(const std::string& lang, const std::string& key);

  std::unordered_map<std::string, std::size_t> nodes_;
  std::vector<std::vector<Edge>> edges_;  ///< Of one-way rules, by node.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> lines_;  ///< Of all pairs.
};

}  // namespace funnel::curation
