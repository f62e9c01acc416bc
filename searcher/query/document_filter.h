// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/filter.h"
#include "indexer/base/version_range.h"
#include "indexer/store/forward/document_places.h"
#include "indexer/store/forward/forward_records.h"

namespace funnel::query {

/// A filter, read for any database. Const functions are thread-safe.
class CompiledFilter {
 public:
  /// Every document meets it.
  CompiledFilter() = default;

  /// Fails with kInvalidInput for a filter beyond its bounds, or a value that is none.
  static Result<CompiledFilter> Make(const Filter& filter);

  bool empty() const { return parts_.empty(); }

  /// Whether a part of it is about that facet alone: such parts do not hold for counts of it.
  bool Limits(Facet facet) const;

  /// The filter without these parts.
  CompiledFilter Without(Facet facet) const;

  /// Whether articles in that language can meet it, as far as the parts about the language say.
  bool MayBeIn(std::string_view lang) const;

 private:
  friend class DocumentFilter;

  struct Condition {
    Filter::Is is = Filter::Is::kFacet;
    Facet facet = Facet::kProduct;
    std::vector<std::string> keys;             ///< Sorted. Of kId the ids.
    std::vector<base::VersionRange> versions;  ///< Compared as asked for.
    std::uint32_t from = 0;                    ///< Days, of kUpdated.
    std::uint32_t to = std::numeric_limits<std::uint32_t>::max();

    /// `has` is what the value says as a version.
    bool Holds(const store::FacetView& value, const std::vector<base::VersionRange>& has) const;
  };
  /// Of conditions: bit i is condition i.
  using Mask = std::uint64_t;
  struct Node {
    Filter::Is is = Filter::Is::kAll;
    std::size_t condition = 0;
    std::vector<Node> parts;

    bool Holds(Mask mask) const;
    Mask Conditions() const;
  };
  /// What must hold, and what fails where it does not.
  struct Part {
    Node node;
    std::uint8_t fails = 0;  ///< A bit: of Facet, or kOther.
    bool by_values = true;   ///< It is about facets only.
  };
  class Maker;

  std::vector<Condition> conditions_;
  std::vector<Part> parts_;
};

/// All documents of one database that a question finds.
struct FoundDocuments {
  std::vector<Xapian::docid> all;
  /// By facet: what is found, too, where the parts of the filter about it alone do not hold.
  std::array<std::vector<Xapian::docid>, kFacetCount> beside;
};

/// A filter, asked of the documents of one database: of each list of values that these have, once.
/// For one question.
class DocumentFilter {
 public:
  /// Borrows all of them; `records` are those of `database`, whose articles are in `langs`.
  DocumentFilter(const CompiledFilter& filter, const Xapian::Database& database,
                 const std::vector<std::string>& langs, const store::ForwardRecords& records);

  /// Bits of what a document does not meet: 0 where it meets the filter, 1 << facet of the parts
  /// that are about one facet alone, kOther of all else. One without a record meets nothing.
  std::uint8_t Fails(Xapian::docid document);

  static constexpr std::uint8_t kOther = 1 << kFacetCount;

 private:
  using Mask = CompiledFilter::Mask;
  static constexpr std::uint8_t kUnknown = 0xFF;

  /// What is known of the lists and values of a segment.
  struct Segment {
    std::vector<std::uint8_t> fails;  ///< By list: of the parts by values.
    std::vector<Mask> lists, values;  ///< The conditions that they meet.
    std::vector<bool> known;          ///< By value.
  };
  struct Database {
    store::DocumentPlaces places;
    std::vector<Segment> segments;
  };

  Mask MaskOf(const store::FacetTable& table, std::uint32_t value, Segment& segment) const;
  void Look(const store::FacetTable& table, std::uint32_t list, Segment& segment) const;

  const CompiledFilter& filter_;
  std::vector<Database> databases_;
  std::vector<std::vector<Xapian::docid>> named_;  ///< By condition: the documents of its ids.
  bool by_values_ = true;                          ///< All parts are.
};

}  // namespace funnel::query
