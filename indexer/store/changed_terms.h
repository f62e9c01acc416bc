// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/base/hash.h"

namespace funnel::store {

/// Which unique terms a run may have changed: a bit for each hash, so that it does not grow with
/// the run.
class ChangedTerms {
 public:
  void Note(const std::string& unique_term) {
    if (bits_.empty()) bits_.resize(kBits);
    bits_[BitOf(unique_term)] = true;
  }

  /// False: that one was not noted. Of 100,000 noted ones, a hundredth of all others is true, too.
  bool MayHave(const std::string& unique_term) const {
    return !bits_.empty() && bits_[BitOf(unique_term)];
  }

 private:
  static constexpr std::size_t kBits = std::size_t{1} << 23;

  static std::size_t BitOf(const std::string& unique_term) {
    return base::Fnv1a(unique_term) % kBits;
  }

  std::vector<bool> bits_;
};

}  // namespace funnel::store
