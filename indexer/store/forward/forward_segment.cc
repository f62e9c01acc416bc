// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>

#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

Error Damaged(const fs::path& file) {
  return {ErrorCode::kCorrupt, file.string() + ": damaged; run funnel-indexer rebuild"};
}

/// Fills `record` from the file; false where that is too short.
bool ReadAt(int fd, std::uint64_t at, std::string& record) {
  for (std::size_t done = 0; done < record.size();) {
    const ssize_t got =
        ::pread(fd, record.data() + done, record.size() - done, static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category());
    if (got == 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

Result<std::shared_ptr<const ForwardSegment>> ForwardSegment::Open(const fs::path& file,
                                                                   std::uint64_t number) {
  using Opened = Result<std::shared_ptr<const ForwardSegment>>;
  Opened opened = Guard(file.string(), [&]() -> Opened {
    const std::shared_ptr<ForwardSegment> segment(new ForwardSegment(file));
    auto table = ForwardTable::Open(segment->file_.bytes(), file.string());
    if (!table) return Fail(table.error());
    if (table->totals().number != number) return Fail(Damaged(file));
    segment->table_ = *table;
    return segment;
  });
  if (!opened && opened.error().code == ErrorCode::kNotFound) {
    return Fail(ErrorCode::kNotFound, file.string() + ": missing; run funnel-indexer rebuild");
  }
  return opened;
}

void ForwardSegment::ForEach(
    const std::function<bool(const ForwardEntry&)>& wants,
    const std::function<void(const ForwardEntry&, std::string_view record)>& visit) const {
  const FileDescriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) throw std::system_error(errno, std::generic_category());
  std::string record;
  ForwardEntry before;
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const ForwardEntry entry = table_.At(i);
    const bool in_order = i == 0 || entry.docid > before.docid;
    if (!in_order || table_.Record(entry).size() != entry.size) throw Failure(Damaged(path_));
    before = entry;
    if (!wants(entry)) continue;
    record.resize(entry.size);
    if (entry.size > 0 &&
        (!ReadAt(file.get(), entry.at, record) || ForwardCheck(record) != entry.check)) {
      throw Failure(Damaged(path_));
    }
    visit(entry, record);
  }
}

}  // namespace funnel::store
