// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/facet_table.h"

#include <algorithm>

namespace funnel::store {
namespace {

constexpr std::size_t kHeadBytes = (3 + kFacetCount + 1) * 4;

}  // namespace

std::optional<FacetTable> FacetTable::Open(std::string_view bytes, std::size_t documents) {
  if (bytes.size() < kHeadBytes) return std::nullopt;
  FacetTable table;
  table.lists_ = Number(bytes, 0);
  const std::uint32_t members = Number(bytes, 1);
  const std::size_t texts = Number(bytes, 2);
  for (std::size_t i = 0; i <= kFacetCount; ++i) table.first_[i] = Number(bytes, 3 + i);
  if (table.first_[0] != 0 || !std::is_sorted(table.first_.begin(), table.first_.end())) {
    return std::nullopt;
  }
  bytes.remove_prefix(kHeadBytes);
  // No overflow: all counts are of 32 bits.
  const auto take = [&](std::size_t size) {
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(taken.size());
    return taken.size() == size ? std::optional(taken) : std::nullopt;
  };
  const auto take_ids = [&](Ids& ids, std::size_t count, std::size_t of) {
    ids.width = FacetIdBytes(of);
    const auto taken = take(count * static_cast<std::size_t>(ids.width));
    if (taken) ids.bytes = *taken;
    return taken.has_value();
  };
  if (!take_ids(table.lists_of_, documents, table.lists_)) return std::nullopt;
  const auto begins = take((table.lists_ + std::size_t{1}) * 4);
  if (!begins || !take_ids(table.values_of_, members, table.values())) return std::nullopt;
  const auto text_begins = take((table.values() * std::size_t{2} + 1) * 4);
  if (!text_begins || bytes.size() != texts) return std::nullopt;
  table.begins_ = *begins;
  table.text_begins_ = *text_begins;
  table.texts_ = bytes;
  if (!table.ListsRise(members)) return std::nullopt;
  return table;
}

bool FacetTable::ListsRise(std::uint32_t members) const {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i <= lists_; ++i) {
    const std::uint32_t begin = Number(begins_, i);
    if (begin < before) return false;
    before = begin;
  }
  return before <= members;
}

FacetView FacetTable::Value(std::uint32_t i) const {
  const auto facet = std::upper_bound(first_.begin() + 1, first_.end() - 1, i) - first_.begin() - 1;
  const std::string_view key = Text(i * std::size_t{2});
  const std::string_view written = Text(i * std::size_t{2} + 1);
  return {static_cast<Facet>(facet), key, written.empty() ? key : written};
}

std::string_view FacetTable::Text(std::size_t i) const {
  const std::uint32_t begin = Number(text_begins_, i);
  const std::uint32_t end = Number(text_begins_, i + 1);
  if (begin > end || end > texts_.size()) return {};
  return texts_.substr(begin, end - begin);
}

}  // namespace funnel::store
