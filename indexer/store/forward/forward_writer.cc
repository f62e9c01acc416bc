// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_writer.h"

#include <fcntl.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

bool ByDocid(const ForwardEntry& a, const ForwardEntry& b) { return a.docid < b.docid; }

std::vector<SegmentWeight> Weights(const ForwardReader& reader) {
  std::vector<SegmentWeight> weights;
  for (const auto& segment : reader.segments()) {
    const ForwardTotals& totals = segment->table().totals();
    weights.push_back({totals.records, totals.records - totals.named + totals.hidden});
  }
  return weights;
}

}  // namespace

ForwardWriter::ForwardWriter(ForwardReader before, std::uint64_t number)
    : before_(std::move(before)),
      number_(number),
      path_(SegmentPath(before_.folder(), number)),
      unfinished_(path_.string() + ".new") {
  assert(before_.list().numbers.empty() || before_.list().numbers.back() < number);
}

ForwardWriter::~ForwardWriter() {
  if (!file_.is_open()) return;
  std::error_code ignored;
  fs::remove(unfinished_, ignored);
}

void ForwardWriter::Put(std::uint32_t docid, std::string_view record, const ForwardColumns& columns,
                        const std::vector<FacetValue>& facets, std::string_view suggestible) {
  if (record.empty()) return Remove(docid);
  assert(record.size() <= std::numeric_limits<std::uint32_t>::max());
  Append({.docid = docid,
          .check = ForwardCheck(record),
          .facets = facets_.Take(facets),
          .suggested = suggested_.Take(suggestible),
          .columns = columns},
         record);
}

void ForwardWriter::Remove(std::uint32_t docid) { entries_.push_back({.docid = docid}); }

void ForwardWriter::Append(ForwardEntry entry, std::string_view record) {
  if (written_ == 0) Write(kForwardMagic);
  entry.at = written_;
  entry.size = static_cast<std::uint32_t>(record.size());
  Write(record);
  entries_.push_back(entry);
}

void ForwardWriter::Write(std::string_view bytes) {
  written_ += bytes.size();
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) Flush();
}

void ForwardWriter::Flush() {
  if (!file_.is_open()) {
    file_ =
        FileDescriptor(::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file_.is_open()) throw std::system_error(errno, std::generic_category());
  }
  WriteAll(file_.get(), buffer_);
  buffer_.clear();
}

SegmentList ForwardWriter::Finish(std::size_t most_segments) {
  KeepLastOfEach();
  DropIdleRemovals(before_);
  if (entries_.empty() && before_.segments().size() <= most_segments) return before_.list();
  const std::size_t keep = SegmentsToKeep(Weights(before_), Weight(before_), most_segments);
  const ForwardReader older = before_.Oldest(keep);
  for (std::size_t i = before_.segments().size(); i > keep; --i) {
    MergeUnder(*before_.segments()[i - 1]);
  }
  DropIdleRemovals(older);
  SegmentList list = older.list();
  if (entries_.empty()) return list;
  WriteFile(Weight(older));
  list.numbers.push_back(number_);
  return list;
}

void ForwardWriter::KeepLastOfEach() {
  std::stable_sort(entries_.begin(), entries_.end(), ByDocid);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const bool last = i + 1 == entries_.size() || entries_[i + 1].docid != entries_[i].docid;
    if (last) entries_[kept++] = entries_[i];
  }
  entries_.resize(kept);
}

void ForwardWriter::DropIdleRemovals(const ForwardReader& older) {
  std::erase_if(entries_, [&](const ForwardEntry& entry) {
    return entry.size == 0 && older.Find(entry.docid).empty();
  });
}

void ForwardWriter::MergeUnder(const ForwardSegment& older) {
  // Both are sorted: what is ahead of the newest entries that are left is not in them.
  const auto middle = static_cast<std::ptrdiff_t>(entries_.size());
  std::ptrdiff_t newer = 0;
  FacetPool::Import facets(facets_, older.table().facets());
  SuggestPool::Import suggested(suggested_, older.table().suggested());
  older.ForEach(
      [&](const ForwardEntry& entry) {
        while (newer < middle && entries_[newer].docid < entry.docid) ++newer;
        return newer == middle || entries_[newer].docid != entry.docid;
      },
      [&](ForwardEntry entry, std::string_view record) {
        if (record.empty()) return Remove(entry.docid);
        entry.facets = facets.Take(entry.facets);
        entry.suggested = suggested.Take(entry.suggested);
        Append(entry, record);
      });
  std::inplace_merge(entries_.begin(), entries_.begin() + middle, entries_.end(), ByDocid);
}

SegmentWeight ForwardWriter::Weight(const ForwardReader& older) const {
  SegmentWeight weight;
  weight.bytes = written_ == 0 ? 0 : written_ - kForwardMagic.size();
  weight.garbage = weight.bytes;
  for (const ForwardEntry& entry : entries_) {
    weight.garbage -= entry.size;
    weight.garbage += older.Find(entry.docid).size();
  }
  return weight;
}

void ForwardWriter::WriteFile(const SegmentWeight& weight) {
  if (written_ == 0) Write(kForwardMagic);
  ForwardTotals totals{.number = number_, .records = weight.bytes};
  for (const ForwardEntry& entry : entries_) totals.named += entry.size;
  totals.hidden = weight.garbage - (totals.records - totals.named);
  Write(EncodeForwardTable(entries_, totals, facets_, suggested_));
  Flush();
  SyncFile(file_.get());
  fs::rename(unfinished_, path_);
  file_.Close();
  SyncFolder(before_.folder());
}

}  // namespace funnel::store
