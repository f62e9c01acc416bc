// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_table.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>

#include "indexer/store/files/mapped_file.h"
#include "indexer/store/forward/load_number.h"

namespace funnel::store {
namespace {

constexpr std::size_t kPlaceBytes = 16;
constexpr std::size_t kColumnBytes = 16;
constexpr std::size_t kHashAndMagic = 16;
/// A bucket of evenly spread docids has so many: half a cache line.
constexpr std::size_t kDocidsPerBucket = 8;

std::size_t Buckets(std::uint32_t first, std::uint32_t last, std::uint32_t shift) {
  return std::size_t{(last - first) >> shift} + 1;
}

/// The least shift that does not make more buckets than are wanted. Two are always allowed: of any
/// two docids the difference is below 2^32, so the shift stays below 32.
std::uint32_t ShiftOf(std::uint32_t first, std::uint32_t last, std::size_t entries) {
  std::uint32_t shift = 0;
  while (Buckets(first, last, shift) > entries / kDocidsPerBucket + 2) ++shift;
  return shift;
}

}  // namespace

std::uint32_t ForwardCheck(std::string_view record) {
  return static_cast<std::uint32_t>(XXH3_64bits(record.data(), record.size()));
}

std::string EncodeForwardTable(const std::vector<ForwardEntry>& entries,
                               const ForwardTotals& totals, const FacetPool& facets,
                               const SuggestPool& suggested) {
  assert(!entries.empty());
  std::string table;
  table.reserve(entries.size() * (kPlaceBytes + kColumnBytes + 5) + kForwardTrailerBytes + 64);
  for (const ForwardEntry& entry : entries) {
    PutFixed(table, entry.at, 8);
    PutFixed(table, entry.size, 4);
    PutFixed(table, entry.check, 4);
  }
  for (const ForwardEntry& entry : entries) PutFixed(table, entry.columns.family, 8);
  for (const ForwardEntry& entry : entries) PutFixed(table, entry.columns.length, 4);
  for (const ForwardEntry& entry : entries) PutFixed(table, entry.columns.updated, 4);
  for (const ForwardEntry& entry : entries) PutFixed(table, entry.docid, 4);
  const std::uint32_t first = entries.front().docid;
  const std::uint32_t last = entries.back().docid;
  const std::uint32_t shift = ShiftOf(first, last, entries.size());
  const std::size_t buckets = Buckets(first, last, shift);
  std::size_t begin = 0;
  for (std::size_t bucket = 0; bucket <= buckets; ++bucket) {
    while (begin < entries.size() && ((entries[begin].docid - first) >> shift) < bucket) ++begin;
    PutFixed(table, begin, 4);
  }
  std::vector<std::uint32_t> lists;
  for (const ForwardEntry& entry : entries) lists.push_back(entry.facets);
  const std::string facet_table = facets.Encode(lists);
  table += facet_table;
  std::vector<SuggestPool::Document> documents;
  documents.reserve(entries.size());
  for (const ForwardEntry& entry : entries) {
    documents.push_back({entry.suggested, entry.columns.updated});
  }
  const std::string suggest_table = suggested.Encode(documents);
  table += suggest_table;
  for (const std::uint64_t total : {totals.number, totals.records, totals.named, totals.hidden}) {
    PutFixed(table, total, 8);
  }
  PutFixed(table, facet_table.size(), 8);
  PutFixed(table, suggest_table.size(), 8);
  PutFixed(table, entries.size(), 4);
  PutFixed(table, first, 4);
  PutFixed(table, last, 4);
  PutFixed(table, shift, 4);
  SealForwardTable(table);
  return table;
}

void SealForwardTable(std::string& table) {
  PutFixed(table, XXH3_64bits(table.data(), table.size()), 8);
  table.append(kForwardMagic);
}

Result<ForwardTable> ForwardTable::Open(std::string_view bytes, const std::string& name) {
  ForwardTable table;
  if (!table.ReadTrailer(bytes)) {
    return Fail(ErrorCode::kCorrupt, name + ": damaged; run funnel-indexer rebuild");
  }
  return table;
}

bool ForwardTable::ReadTrailer(std::string_view bytes) {
  if (bytes.size() < kForwardMagic.size() + kForwardTrailerBytes ||
      !bytes.starts_with(kForwardMagic) || !bytes.ends_with(kForwardMagic)) {
    return false;
  }
  const char* const trailer = bytes.data() + bytes.size() - kForwardTrailerBytes;
  totals_.number = LoadNumber<std::uint64_t>(trailer);
  totals_.records = LoadNumber<std::uint64_t>(trailer + 8);
  totals_.named = LoadNumber<std::uint64_t>(trailer + 16);
  totals_.hidden = LoadNumber<std::uint64_t>(trailer + 24);
  const auto facets = LoadNumber<std::uint64_t>(trailer + 32);
  const auto suggested = LoadNumber<std::uint64_t>(trailer + 40);
  size_ = LoadNumber<std::uint32_t>(trailer + 48);
  first_ = LoadNumber<std::uint32_t>(trailer + 52);
  last_ = LoadNumber<std::uint32_t>(trailer + 56);
  shift_ = LoadNumber<std::uint32_t>(trailer + 60);
  const std::size_t most = bytes.size() - kForwardMagic.size() - kForwardTrailerBytes;
  if (totals_.records > most || first_ > last_ || shift_ >= 32) return false;
  const std::size_t table_at = kForwardMagic.size() + totals_.records;
  const std::string_view hashed = bytes.substr(table_at, bytes.size() - table_at - kHashAndMagic);
  if (XXH3_64bits(hashed.data(), hashed.size()) != LoadNumber<std::uint64_t>(trailer + 64))
    return false;
  const std::size_t buckets = Buckets(first_, last_, shift_);
  // No overflow: all three are of 32 bits.
  const std::size_t entries = size_ * (kPlaceBytes + kColumnBytes + 4) + (buckets + 1) * 4;
  const std::size_t table_bytes = most - totals_.records;
  if (table_bytes < entries || facets > table_bytes - entries ||
      table_bytes - entries - facets != suggested) {
    return false;
  }
  bytes_ = bytes.substr(0, table_at);
  std::string_view left = bytes.substr(table_at);
  const auto take = [&](std::size_t size) {
    const std::string_view taken = left.substr(0, size);
    left.remove_prefix(taken.size());
    return taken;
  };
  places_ = take(size_ * kPlaceBytes);
  families_ = take(size_ * 8);
  lengths_ = take(size_ * 4);
  updated_ = take(size_ * 4);
  docids_ = take(size_ * 4);
  buckets_ = take((buckets + 1) * 4);
  const auto opened = FacetTable::Open(take(facets), size_);
  if (!opened) return false;
  facets_ = *opened;
  auto suggest_table = SuggestTable::Open(take(suggested), size_);
  if (!suggest_table) return false;
  suggested_ = *std::move(suggest_table);
  return true;
}

std::uint32_t ForwardTable::DocidAt(std::size_t i) const {
  return LoadNumber<std::uint32_t>(docids_.data() + i * 4);
}

ForwardEntry ForwardTable::At(std::size_t i) const {
  const char* const place = places_.data() + i * kPlaceBytes;
  return {.docid = DocidAt(i),
          .size = LoadNumber<std::uint32_t>(place + 8),
          .at = LoadNumber<std::uint64_t>(place),
          .check = LoadNumber<std::uint32_t>(place + 12),
          .facets = facets_.ListOf(i),
          .suggested = static_cast<std::uint32_t>(i),
          .columns = ColumnsAt(i)};
}

ForwardColumns ForwardTable::ColumnsAt(std::size_t i) const {
  return {.family = FamilyAt(i),
          .length = LoadNumber<std::uint32_t>(lengths_.data() + i * 4),
          .updated = LoadNumber<std::uint32_t>(updated_.data() + i * 4)};
}

std::uint64_t ForwardTable::FamilyAt(std::size_t i) const {
  return LoadNumber<std::uint64_t>(families_.data() + i * 8);
}

std::string_view ForwardTable::Record(const ForwardEntry& entry) const {
  if (entry.at > bytes_.size() || entry.size > bytes_.size() - entry.at) return {};
  return bytes_.substr(entry.at, entry.size);
}

std::optional<std::string_view> ForwardTable::Find(std::uint32_t docid) const {
  const std::optional<std::size_t> index = IndexOf(docid);
  if (!index) return std::nullopt;
  return Record(At(*index));
}

std::optional<std::size_t> ForwardTable::IndexOf(std::uint32_t docid) const {
  if (docid < first_ || docid > last_) return std::nullopt;
  const char* const bucket = buckets_.data() + std::size_t{(docid - first_) >> shift_} * 4;
  std::size_t low = LoadNumber<std::uint32_t>(bucket);
  std::size_t high = std::min<std::size_t>(LoadNumber<std::uint32_t>(bucket + 4), size_);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::uint32_t found = DocidAt(middle);
    if (found == docid) return middle;
    if (found < docid) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

}  // namespace funnel::store
