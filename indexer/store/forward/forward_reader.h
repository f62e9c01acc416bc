// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "indexer/store/forward/forward_list.h"
#include "indexer/store/forward/forward_segment.h"

namespace funnel::store {

/// The forward records of one database as of one commit. Cheap to copy: all readers of a process
/// share one mapping of each segment, which lasts as long as any of them, also when the file is
/// removed. Holds no descriptors. Const functions are thread-safe.
class ForwardReader {
 public:
  /// No records.
  ForwardReader() = default;

  /// Opens the segments that `list`, the metadata of the database in `folder`, names. Fails as
  /// ForwardSegment::Open; kNotFound may also mean that two publishes have come since the database
  /// was opened: then reopen it and try anew. Segments that another reader of the process has open
  /// cost one stat(2) each.
  static Result<ForwardReader> Open(const std::filesystem::path& folder, const SegmentList& list);

  /// The records of `database`, which lies in `folder`, as of when it was opened. Fails as Open
  /// does and ForwardSegments throws; where publishes have overtaken it, throws
  /// Xapian::DatabaseModifiedError as Xapian does.
  static Result<ForwardReader> Of(Xapian::Database& database, const std::filesystem::path& folder);

  /// The record of a document, as long as this reader or a copy of it lives; empty where it has
  /// none. Bytes are as they are on the disk: see forward_table.h.
  std::string_view Find(std::uint32_t docid) const {
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
      if (const auto record = (*segment)->table().Find(docid)) return *record;
    }
    return {};
  }

  /// What the tables say of a document; all 0 where it has no record. Takes no look at that.
  ForwardColumns Columns(std::uint32_t docid) const {
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
      const ForwardTable& table = (*segment)->table();
      if (const auto index = table.IndexOf(docid)) return table.ColumnsAt(*index);
    }
    return {};
  }

  /// The values of its facets, sorted; none where it has no record.
  std::vector<FacetValue> Facets(std::uint32_t docid) const;

  /// The length of each document, as BM25 counts it, by docid; 0 for one without a record, and
  /// shorter than the docids where the last have none. Made when it is asked for first, once for
  /// all readers of this state: 4 bytes for each document.
  const std::vector<std::uint32_t>& Lengths() const;

  /// Where each document is in segments(), by docid: 1 and the number of its entry, counted through
  /// all segments, the oldest first; 0 for one that none knows, and shorter as Lengths is. Made as
  /// that is.
  const std::vector<std::uint32_t>& Places() const;

  /// Reads all of it. Fails with kCorrupt where a record or a table is not as it was written, and
  /// kIo.
  Result<void> Verify() const;

  const std::filesystem::path& folder() const { return folder_; }
  const SegmentList& list() const { return list_; }

  /// As many as the list has, oldest first.
  const std::vector<std::shared_ptr<const ForwardSegment>>& segments() const { return segments_; }

  /// The reader of the oldest `count` segments alone.
  ForwardReader Oldest(std::size_t count) const;

 private:
  /// A number for each docid.
  struct Dense {
    std::once_flag made;
    std::vector<std::uint32_t> numbers;
  };
  struct DenseColumns {
    Dense lengths, places;
  };

  /// Fills `dense` with `number(table, i, place)` of the newest entry of each document.
  template <class Number>
  const std::vector<std::uint32_t>& Make(Dense& dense, Number number) const;

  friend class SharedSegments;

  std::filesystem::path folder_;
  SegmentList list_;
  std::vector<std::shared_ptr<const ForwardSegment>> segments_;
  std::shared_ptr<DenseColumns> dense_ = std::make_shared<DenseColumns>();
};

}  // namespace funnel::store
