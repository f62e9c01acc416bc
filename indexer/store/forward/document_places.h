// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/store/forward/forward_reader.h"

namespace funnel::store {

/// Finds the entries of many documents of one database in its segments. Borrows these.
class DocumentPlaces {
 public:
  explicit DocumentPlaces(const ForwardReader& reader) : places_(&reader.Places()) {
    std::size_t begin = 1;
    for (const auto& segment : reader.segments()) {
      segments_.push_back({&segment->table(), begin});
      begin += segment->table().size();
    }
  }

  struct Place {
    std::size_t segment = 0;
    std::size_t entry = 0;  ///< Of its table.
  };

  /// nullopt for a document that no segment names.
  std::optional<Place> Find(std::uint32_t docid) const {
    const std::uint32_t place = docid < places_->size() ? (*places_)[docid] : 0;
    if (place == 0) return std::nullopt;
    // The oldest has most of the documents.
    std::size_t i = 0;
    while (i + 1 < segments_.size() && place >= segments_[i + 1].begin) ++i;
    return Place{i, place - segments_[i].begin};
  }

  std::size_t segments() const { return segments_.size(); }
  const ForwardTable& table(std::size_t segment) const { return *segments_[segment].table; }

 private:
  struct Placed {
    const ForwardTable* table;
    std::size_t begin;  ///< The place of its first document.
  };

  const std::vector<std::uint32_t>* places_;
  std::vector<Placed> segments_;
};

}  // namespace funnel::store
