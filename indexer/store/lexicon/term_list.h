// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Sorted terms in little space, to be read where they lie: blocks of sixteen, in which a term is
// what it does not share with the one before it.
//
//   u32             n, the number of terms
//   u32             bytes of the blocks
//   n / 16 x u32    where each block begins, counted from the first (rounded up)
//   blocks          bytes term; then for each other term: varint of the bytes shared with the one
//                   before, bytes the rest
//
// "bytes" is a varint length and the bytes (bytes.h).

namespace funnel::store {

/// Terms in a block, and whatever else is looked up by blocks of them.
inline constexpr std::size_t kTermBlock = 16;

/// Such a list, somewhere in memory, which must outlive it. Const functions are thread-safe.
class TermList {
 public:
  TermList() = default;

  /// Takes a list off the front of `bytes`; false where none is there.
  bool Take(std::string_view& bytes);

  std::size_t size() const { return size_; }

  /// The term at that place; empty past the end, and in a list that is malformed.
  std::string At(std::size_t index) const;

  /// The first place whose term does not come before `term`.
  std::size_t LowerBound(std::string_view term) const;

 private:
  std::string_view BlockAt(std::size_t block) const;

  std::size_t size_ = 0;
  std::string_view offsets_, blocks_;
};

/// The list of `terms`, which are sorted.
std::string EncodeTermList(const std::vector<std::string_view>& terms);

}  // namespace funnel::store
