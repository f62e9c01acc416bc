// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/store/forward/forward_reader.h"

namespace funnel::store {

/// The lengths of the documents of several databases, numbered as ForwardRecords has them. Borrows
/// from these.
class DocumentLengths {
 public:
  explicit DocumentLengths(const std::vector<ForwardReader>& parts) {
    for (const ForwardReader& part : parts) columns_.push_back(&part.Lengths());
  }

  /// As BM25 counts it; 0 where no record says it.
  std::uint32_t Of(std::uint32_t docid) const {
    if (columns_.size() == 1) return At(*columns_.front(), docid);
    if (columns_.empty() || docid == 0) return 0;
    const auto count = static_cast<std::uint32_t>(columns_.size());
    return At(*columns_[(docid - 1) % count], (docid - 1) / count + 1);
  }

 private:
  using Column = std::vector<std::uint32_t>;

  static std::uint32_t At(const Column& column, std::uint32_t docid) {
    return docid < column.size() ? column[docid] : 0;
  }

  std::vector<const Column*> columns_;
};

/// The forward records of several databases as one, numbered as Xapian numbers the documents of
/// databases that were added to one: in turn. Const functions are thread-safe.
class ForwardRecords {
 public:
  ForwardRecords() = default;

  explicit ForwardRecords(std::vector<ForwardReader> parts) : parts_(std::move(parts)) {}

  /// The record of a document, valid as long as this is; empty where it has none.
  std::string_view Find(std::uint32_t docid) const {
    if (parts_.empty() || docid == 0) return {};
    const auto count = static_cast<std::uint32_t>(parts_.size());
    return parts_[(docid - 1) % count].Find((docid - 1) / count + 1);
  }

  /// What is known of a document without its record; all 0 where nothing is.
  ForwardColumns Columns(std::uint32_t docid) const {
    if (parts_.empty() || docid == 0) return {};
    const auto count = static_cast<std::uint32_t>(parts_.size());
    return parts_[(docid - 1) % count].Columns((docid - 1) / count + 1);
  }

  DocumentLengths Lengths() const { return DocumentLengths(parts_); }

  /// Those of each database.
  const std::vector<ForwardReader>& parts() const { return parts_; }

 private:
  std::vector<ForwardReader> parts_;
};

}  // namespace funnel::store
