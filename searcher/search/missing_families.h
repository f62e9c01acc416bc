// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/store/reader.h"

namespace funnel::search {

/// How much of what other languages have a reader's language lacks. Remembered for one state of the
/// base. One per thread.
class MissingFamilies {
 public:
  /// The share of the articles in the ranking language `other` whose family has none in any of
  /// `own`, from 0 to 1, by kProbes of them. Throws what store::Reader throws.
  double Share(store::Reader& reader, const std::vector<std::string>& own,
               const std::string& other);

  static constexpr std::uint32_t kProbes = 64;

 private:
  std::string generation_;
  std::uint64_t publishes_ = 0;
  std::map<std::pair<std::vector<std::string>, std::string>, double> known_;
};

}  // namespace funnel::search
