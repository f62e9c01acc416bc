// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "searcher/query/deadline.h"

namespace funnel::query {

/// How often one question may look into a vocabulary, over all its words, and until when: a
/// question of nothing but unknown words would else go through all of it for each.
class LookBudget {
 public:
  explicit LookBudget(std::size_t most, const Deadline& deadline = Deadline())
      : left_(most), deadline_(deadline) {}

  /// Takes a look; false if none is left. Throws DeadlineExceeded.
  bool Take() {
    constexpr std::size_t kLooksPerCheck = 64;
    if (left_ == 0) return false;
    if (left_-- % kLooksPerCheck == 0) deadline_.Check();
    return true;
  }

  std::size_t left() const { return left_; }
  const Deadline& deadline() const { return deadline_; }

 private:
  std::size_t left_;
  Deadline deadline_;
};

}  // namespace funnel::query
