// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/store/forward/forward_reader.h"

namespace funnel::store {

/// The forward records of several databases as one, numbered as Xapian numbers the documents of
/// databases that were added to one: in turn. Const functions are thread-safe.
class ForwardRecords {
 public:
  ForwardRecords() = default;

  /// The records of one of the databases, which has this UUID.
  struct Part {
    std::string uuid;
    ForwardReader records;
  };
  explicit ForwardRecords(std::vector<Part> parts) : parts_(std::move(parts)) {}

  /// The record of a document, valid as long as this is; empty where it has none.
  std::string_view Find(std::uint32_t docid) const {
    if (parts_.empty() || docid == 0) return {};
    const auto count = static_cast<std::uint32_t>(parts_.size());
    return parts_[(docid - 1) % count].records.Find((docid - 1) / count + 1);
  }

  /// Those of the database with that UUID, by its own docids; null if it is none of them.
  const ForwardReader* Of(std::string_view uuid) const {
    for (const Part& part : parts_) {
      if (part.uuid == uuid) return &part.records;
    }
    return nullptr;
  }

 private:
  std::vector<Part> parts_;
};

}  // namespace funnel::store
