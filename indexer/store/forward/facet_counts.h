// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_records.h"

namespace funnel::store {

/// Counts the families of many documents by the values of their facets, exactly: a family counts
/// once for each value that any of its documents has. What it takes grows with the documents, and
/// with the different lists of values that they have: tests/bench has the figures. For one
/// question, and one thread.
class FacetCounts {
 public:
  FacetCounts();

  /// Adds documents, each once, by their numbers in `records`. One without a record does not count;
  /// one whose family is not known is a family of its own.
  void Add(const ForwardRecords& records, const std::vector<std::uint32_t>& documents);

  struct Count {
    std::string key;
    /// As most documents of one segment write it, of all segments.
    std::string written;
    std::size_t families = 0;
  };

  /// For each of `facets` the values that the documents have of it, those of most families first,
  /// equal ones by their keys. To ask for several at once is cheaper.
  std::vector<std::vector<Count>> Of(const std::vector<Facet>& facets) const;

  /// How many families the documents are of.
  std::size_t families() const { return families_.size(); }

 private:
  /// Lists of values are numbered through all segments.
  struct Segment {
    std::shared_ptr<const ForwardSegment> segment;
    std::uint32_t first_list = 0;
  };
  /// The documents of a family are a chain: the first one is here, the others are in `more_`.
  struct Family {
    std::uint64_t hash = 0;
    std::uint32_t list = 0;
    std::uint32_t more = 0;  ///< 1 and the index of the next; 0: there is none.
  };
  struct More {
    std::uint32_t list = 0;
    std::uint32_t more = 0;
  };
  struct List {
    std::uint32_t documents = 0;
    std::uint32_t alone = 0;  ///< Those that are the only one of their family.
  };
  class Part;
  class Tally;

  void AddDocument(std::uint64_t family, std::uint32_t list);
  /// Makes room for so many families in the hash table.
  void Reserve(std::size_t families);
  std::uint32_t& SlotOf(std::uint64_t family);

  std::vector<Segment> segments_;
  std::vector<List> lists_;
  std::vector<Family> families_;
  std::vector<More> more_;
  std::vector<std::uint32_t> several_;  ///< The families with more than one document.
  std::vector<std::uint32_t> slots_;    ///< A hash table: 1 and the index of a family; 0: free.
  std::uint64_t secret_;                ///< So that nobody can make families that collide there.
};

}  // namespace funnel::store
