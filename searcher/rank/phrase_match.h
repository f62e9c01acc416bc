// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "indexer/store/layout/forward_record.h"
#include "searcher/query/query_plan.h"

namespace funnel::rank {

/// Whether articles hold the pairs of words that quoted phrases are made of. Made for one query;
/// const afterwards.
class PhraseMatch {
 public:
  explicit PhraseMatch(const std::vector<query::Requirement>& phrases);

  bool empty() const { return pairs_.empty(); }

  /// True if the words of every pair stand next to each other in `record`. One that does not have
  /// all of a long text may hold them elsewhere: true.
  bool Holds(const store::ForwardRecord& record) const;

 private:
  using Pair = std::pair<store::WordTag, store::WordTag>;

  std::vector<std::vector<Pair>> pairs_;  ///< Of each one must be there.
};

}  // namespace funnel::rank
