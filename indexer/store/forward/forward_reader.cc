// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_reader.h"

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "indexer/store/files/file_stamp.h"
#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace fs = std::filesystem;

/// The segments that readers of this process have open.
class SharedSegments {
 public:
  Result<void> Take(ForwardReader& reader) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.segment.expired(); });
    std::erase_if(columns_, [](const auto& column) { return column.second.expired(); });
    for (const std::uint64_t number : reader.list_.numbers) {
      auto segment = TakeOne(SegmentPath(reader.folder_, number), number);
      if (!segment) return Fail(segment.error());
      reader.segments_.push_back(std::move(*segment));
    }
    std::vector<const ForwardSegment*> segments;
    for (const auto& segment : reader.segments_) segments.push_back(segment.get());
    auto& column = columns_[segments];
    if (auto known = column.lock()) {
      reader.dense_ = std::move(known);
    } else {
      column = reader.dense_;
    }
    return {};
  }

 private:
  using Segment = std::shared_ptr<const ForwardSegment>;

  struct Entry {
    FileStamp stamp;
    std::weak_ptr<const ForwardSegment> segment;
  };

  /// A mapping keeps the inode of its file from being used again: the same stamp is the same file.
  Result<Segment> TakeOne(const fs::path& path, std::uint64_t number) {
    const FileStamp stamp = StampOf(path);
    Entry& entry = entries_[path.string()];
    if (Segment known = entry.segment.lock(); known && entry.stamp == stamp) return known;
    auto opened = ForwardSegment::Open(path, number);
    if (opened) entry = {stamp, *opened};
    return opened;
  }

  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
  /// By segments, which no column outlives: who holds the one holds the others.
  std::map<std::vector<const ForwardSegment*>, std::weak_ptr<ForwardReader::DenseColumns>> columns_;
};

namespace {

SharedSegments& Shared() {
  static SharedSegments shared;
  return shared;
}

}  // namespace

Result<ForwardReader> ForwardReader::Open(const fs::path& folder, const SegmentList& list) {
  ForwardReader reader;
  reader.folder_ = folder;
  reader.list_ = list;
  if (Result<void> taken = Shared().Take(reader); !taken) return Fail(taken.error());
  return reader;
}

Result<ForwardReader> ForwardReader::Of(Xapian::Database& database, const fs::path& folder) {
  auto reader = Open(folder, ForwardSegments(database, folder));
  if (!reader && reader.error().code == ErrorCode::kNotFound && database.reopen()) {
    throw Xapian::DatabaseModifiedError("publishes have overtaken the opening");
  }
  return reader;
}

std::vector<FacetValue> ForwardReader::Facets(std::uint32_t docid) const {
  std::vector<FacetValue> values;
  for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
    const ForwardTable& table = (*segment)->table();
    const auto index = table.IndexOf(docid);
    if (!index) continue;
    table.facets().ForEach(table.facets().ListOf(*index), [&](std::uint32_t value) {
      const FacetView view = table.facets().Value(value);
      values.push_back({view.facet, std::string(view.key), std::string(view.written)});
    });
    break;
  }
  return values;
}

template <class Number>
const std::vector<std::uint32_t>& ForwardReader::Make(Dense& dense, Number number) const {
  std::call_once(dense.made, [&] {
    std::uint32_t place = 0;
    for (const auto& segment : segments_) {  // The newest last: it counts.
      const ForwardTable& table = segment->table();
      for (std::size_t i = 0; i < table.size(); ++i) {
        const std::uint32_t docid = table.DocidAt(i);
        if (docid >= dense.numbers.size()) dense.numbers.resize(docid + std::size_t{1});
        dense.numbers[docid] = number(table, i, ++place);
      }
    }
  });
  return dense.numbers;
}

const std::vector<std::uint32_t>& ForwardReader::Lengths() const {
  return Make(dense_->lengths, [](const ForwardTable& table, std::size_t i, std::uint32_t) {
    return table.ColumnsAt(i).length;
  });
}

const std::vector<std::uint32_t>& ForwardReader::Places() const {
  return Make(dense_->places,
              [](const ForwardTable&, std::size_t, std::uint32_t place) { return place; });
}

Result<void> ForwardReader::Verify() const {
  return Guard(folder_.string(), [&] {
    for (const auto& segment : segments_) {
      segment->ForEach([](const ForwardEntry&) { return true; },
                       [](const ForwardEntry&, std::string_view) {});
    }
  });
}

ForwardReader ForwardReader::Oldest(std::size_t count) const {
  ForwardReader oldest = *this;
  oldest.list_.numbers.resize(count);
  oldest.segments_.resize(count);
  oldest.dense_ = std::make_shared<DenseColumns>();
  return oldest;
}

}  // namespace funnel::store
