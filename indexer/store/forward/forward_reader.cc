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
namespace {

/// The segments that readers of this process have open.
class SharedSegments {
 public:
  using Segment = std::shared_ptr<const ForwardSegment>;

  Result<std::vector<Segment>> Take(const fs::path& folder, const SegmentList& list) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.segment.expired(); });
    std::vector<Segment> segments;
    for (const std::uint64_t number : list.numbers) {
      auto segment = TakeOne(SegmentPath(folder, number), number);
      if (!segment) return Fail(segment.error());
      segments.push_back(std::move(*segment));
    }
    return segments;
  }

 private:
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
};

SharedSegments& Shared() {
  static SharedSegments shared;
  return shared;
}

}  // namespace

Result<ForwardReader> ForwardReader::Open(const fs::path& folder, const SegmentList& list) {
  auto segments = Shared().Take(folder, list);
  if (!segments) return Fail(segments.error());
  ForwardReader reader;
  reader.folder_ = folder;
  reader.list_ = list;
  reader.segments_ = std::move(*segments);
  return reader;
}

Result<ForwardReader> ForwardReader::Of(Xapian::Database& database, const fs::path& folder) {
  auto reader = Open(folder, ForwardSegments(database, folder));
  if (!reader && reader.error().code == ErrorCode::kNotFound && database.reopen()) {
    throw Xapian::DatabaseModifiedError("publishes have overtaken the opening");
  }
  return reader;
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
  return oldest;
}

}  // namespace funnel::store
