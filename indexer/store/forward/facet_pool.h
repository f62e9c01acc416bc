// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/store/forward/facet_table.h"

namespace funnel::store {

/// Collects the facets of a segment that is written (facet_table.h): each value once, each list of
/// values once. In memory are about 60 bytes for each list and 150 for each value.
class FacetPool {
 public:
  FacetPool();
  FacetPool(const FacetPool&) = delete;
  FacetPool& operator=(const FacetPool&) = delete;

  /// The number of the list of these values; 0: of none.
  std::uint32_t Take(const std::vector<FacetValue>& values);

  /// Takes over the lists of a table.
  class Import {
   public:
    /// Both must outlive it.
    Import(FacetPool& pool, const FacetTable& table);

    /// The number, in the pool, of a list of the table.
    std::uint32_t Take(std::uint32_t list);

   private:
    FacetPool& pool_;
    const FacetTable& table_;
    std::vector<std::uint32_t> values_, lists_;  ///< By the table's numbers: the pool's plus 1.
  };

  /// The facets of documents by their lists: what no list of these has is left out. The same
  /// documents give the same bytes, however they came here. Throws Failure where it would be more
  /// than 4 GiB.
  std::string Encode(const std::vector<std::uint32_t>& lists_of) const;

 private:
  struct Hash {
    const FacetPool* pool;
    std::size_t operator()(std::uint32_t list) const;
  };
  struct Same {
    const FacetPool* pool;
    bool operator()(std::uint32_t a, std::uint32_t b) const;
  };

  std::uint32_t ValueNumber(FacetValue value);
  /// The number of the list of `members`, in any order.
  std::uint32_t ListNumber(std::vector<std::uint32_t> members);

  std::map<FacetValue, std::uint32_t> values_;
  std::vector<std::uint32_t> members_;
  std::vector<std::size_t> begins_ = {0};  ///< Of each list in members_, and the end of the last.
  std::unordered_set<std::uint32_t, Hash, Same> lists_;
};

}  // namespace funnel::store
