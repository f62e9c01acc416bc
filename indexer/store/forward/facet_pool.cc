// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/facet_pool.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "indexer/store/files/guard.h"
#include "indexer/store/files/mapped_file.h"

namespace funnel::store {
namespace {

constexpr std::size_t kUnused = std::numeric_limits<std::size_t>::max();

void PutIds(std::string& out, const std::vector<std::size_t>& ids, std::size_t of) {
  const int width = FacetIdBytes(of);
  for (const std::size_t id : ids) PutFixed(out, id, width);
}

}  // namespace

FacetPool::FacetPool() : lists_(0, Hash{this}, Same{this}) { ListNumber({}); }

std::size_t FacetPool::Hash::operator()(std::uint32_t list) const {
  const std::size_t begin = pool->begins_[list];
  return XXH3_64bits(pool->members_.data() + begin,
                     (pool->begins_[list + std::size_t{1}] - begin) * sizeof(std::uint32_t));
}

bool FacetPool::Same::operator()(std::uint32_t a, std::uint32_t b) const {
  const auto members = pool->members_.begin();
  const auto at = [&](std::size_t list) {
    return members + static_cast<std::ptrdiff_t>(pool->begins_[list]);
  };
  return std::equal(at(a), at(a + std::size_t{1}), at(b), at(b + std::size_t{1}));
}

std::uint32_t FacetPool::Take(const std::vector<FacetValue>& values) {
  std::vector<std::uint32_t> members;
  for (const FacetValue& value : values) members.push_back(ValueNumber(value));
  return ListNumber(std::move(members));
}

std::uint32_t FacetPool::ValueNumber(FacetValue value) {
  const auto number = static_cast<std::uint32_t>(values_.size());
  return values_.try_emplace(std::move(value), number).first->second;
}

std::uint32_t FacetPool::ListNumber(std::vector<std::uint32_t> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  const auto number = static_cast<std::uint32_t>(begins_.size() - 1);
  members_.insert(members_.end(), members.begin(), members.end());
  begins_.push_back(members_.size());
  const auto [known, added] = lists_.insert(number);
  if (!added) {
    begins_.pop_back();
    members_.resize(begins_.back());
  }
  return *known;
}

FacetPool::Import::Import(FacetPool& pool, const FacetTable& table)
    : pool_(pool), table_(table), values_(table.values()), lists_(table.lists()) {}

std::uint32_t FacetPool::Import::Take(std::uint32_t list) {
  if (list >= lists_.size()) return 0;
  if (lists_[list] != 0) return lists_[list] - 1;
  std::vector<std::uint32_t> members;
  table_.ForEach(list, [&](std::uint32_t value) {
    if (values_[value] == 0) {
      const FacetView view = table_.Value(value);
      values_[value] =
          pool_.ValueNumber({view.facet, std::string(view.key), std::string(view.written)}) + 1;
    }
    members.push_back(values_[value] - 1);
  });
  const std::uint32_t number = pool_.ListNumber(std::move(members));
  lists_[list] = number + 1;
  return number;
}

std::string FacetPool::Encode(const std::vector<std::uint32_t>& lists_of) const {
  // Lists in the order of the first document that has them, values sorted.
  std::vector<std::size_t> list_ids(begins_.size() - 1, kUnused);
  std::vector<std::uint32_t> lists;
  std::vector<std::size_t> ids_of;
  std::vector<bool> used(values_.size());
  ids_of.reserve(lists_of.size());
  for (const std::uint32_t list : lists_of) {
    if (list_ids[list] == kUnused) {
      list_ids[list] = lists.size();
      lists.push_back(list);
      for (std::size_t at = begins_[list]; at < begins_[list + std::size_t{1}]; ++at) {
        used[members_[at]] = true;
      }
    }
    ids_of.push_back(list_ids[list]);
  }
  std::array<std::size_t, kFacetCount + 1> first = {};
  std::vector<std::size_t> value_ids(values_.size());
  std::vector<std::size_t> text_begins = {0};
  std::string texts;
  std::size_t count = 0;
  for (const auto& [value, number] : values_) {
    if (!used[number]) continue;
    value_ids[number] = count++;
    for (std::size_t i = static_cast<std::size_t>(value.facet) + 1; i <= kFacetCount; ++i) {
      first[i] = count;
    }
    texts += value.key;
    text_begins.push_back(texts.size());
    if (value.written != value.key) texts += value.written;
    text_begins.push_back(texts.size());
  }
  std::vector<std::size_t> begins = {0};
  std::vector<std::size_t> members;
  for (const std::uint32_t list : lists) {
    for (std::size_t at = begins_[list]; at < begins_[list + std::size_t{1}]; ++at) {
      members.push_back(value_ids[members_[at]]);
    }
    std::sort(members.begin() + static_cast<std::ptrdiff_t>(begins.back()), members.end());
    begins.push_back(members.size());
  }
  if (std::max(members.size(), texts.size()) > std::numeric_limits<std::uint32_t>::max()) {
    throw Failure({ErrorCode::kInvalidInput,
                   "the articles of one language have more than 4 GiB of products, versions and "
                   "tags; give them fewer"});
  }
  std::string out;
  for (const std::size_t number : {lists.size(), members.size(), texts.size()}) {
    PutFixed(out, number, 4);
  }
  for (const std::size_t value : first) PutFixed(out, value, 4);
  PutIds(out, ids_of, lists.size());
  for (const std::size_t begin : begins) PutFixed(out, begin, 4);
  PutIds(out, members, count);
  for (const std::size_t begin : text_begins) PutFixed(out, begin, 4);
  return out + texts;
}

}  // namespace funnel::store
