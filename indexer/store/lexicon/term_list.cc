// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/term_list.h"

#include <algorithm>
#include <cstdint>

#include "indexer/store/files/bytes.h"
#include "indexer/store/files/mapped_file.h"

namespace funnel::store {

namespace {

constexpr std::size_t kNumber = 4;  // Bytes of a number that is found by its place.

/// Goes through the terms of a block.
class BlockReader {
 public:
  explicit BlockReader(std::string_view block) : in_(block) {}

  /// The next term, until the one after it is asked for; empty where the block is malformed.
  const std::string& Next() {
    const std::uint64_t shared = first_ ? 0 : in_.Varint();
    if (shared > term_.size()) in_.Spoil();
    first_ = false;
    const std::string_view rest = in_.Bytes();
    if (!in_.ok()) return term_ = {};
    term_.resize(shared);
    return term_ += rest;
  }

 private:
  ByteCursor in_;
  std::string term_;
  bool first_ = true;
};

}  // namespace

bool TermList::Take(std::string_view& bytes) {
  if (bytes.size() < 2 * kNumber) return false;
  const std::size_t size = TakeFixed(bytes, 0, kNumber);
  const std::size_t blocks = TakeFixed(bytes, kNumber, kNumber);
  const std::size_t offsets = (size + kTermBlock - 1) / kTermBlock * kNumber;
  const std::string_view rest = bytes.substr(2 * kNumber);
  if (rest.size() < offsets || rest.size() - offsets < blocks) return false;
  size_ = size;
  offsets_ = rest.substr(0, offsets);
  blocks_ = rest.substr(offsets, blocks);
  bytes = rest.substr(offsets + blocks);
  return true;
}

std::string_view TermList::BlockAt(std::size_t block) const {
  if (block >= offsets_.size() / kNumber) return {};
  const std::size_t at = TakeFixed(offsets_, block * kNumber, kNumber);
  return at < blocks_.size() ? blocks_.substr(at) : std::string_view();
}

std::string TermList::At(std::size_t index) const {
  if (index >= size_) return {};
  BlockReader block(BlockAt(index / kTermBlock));
  for (std::size_t i = 0; i < index % kTermBlock; ++i) block.Next();
  return block.Next();
}

std::size_t TermList::LowerBound(std::string_view term) const {
  std::size_t low = 0;  // The last block that may begin before the term, once they meet.
  std::size_t high = (size_ + kTermBlock - 1) / kTermBlock;
  while (low + 1 < high) {
    const std::size_t middle = low + (high - low) / 2;
    (BlockReader(BlockAt(middle)).Next() < term ? low : high) = middle;
  }
  const std::size_t end = std::min(size_, (low + 1) * kTermBlock);
  BlockReader block(BlockAt(low));
  for (std::size_t i = low * kTermBlock; i < end; ++i) {
    if (block.Next() >= term) return i;
  }
  return end;
}

std::string EncodeTermList(const std::vector<std::string_view>& terms) {
  std::string offsets;
  std::string blocks;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    std::size_t shared = 0;
    if (i % kTermBlock == 0) {
      PutFixed(offsets, blocks.size(), kNumber);
    } else {
      const auto [before, here] =
          std::mismatch(terms[i - 1].begin(), terms[i - 1].end(), terms[i].begin(), terms[i].end());
      shared = static_cast<std::size_t>(here - terms[i].begin());
      PutVarint(blocks, shared);
    }
    PutBytes(blocks, terms[i].substr(shared));
  }
  std::string list;
  PutFixed(list, terms.size(), kNumber);
  PutFixed(list, blocks.size(), kNumber);
  return list += offsets += blocks;
}

}  // namespace funnel::store
