// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct XXH3_state_s;

namespace funnel::base {

/// A 128-bit hash (XXH3) of a sequence of fields, each with its length, so that ("ab", "c") and
/// ("a", "bc") differ.
class FieldHasher {
 public:
  FieldHasher();
  FieldHasher(const FieldHasher&) = delete;
  FieldHasher& operator=(const FieldHasher&) = delete;
  ~FieldHasher();

  void Add(std::string_view field);
  void Add(const std::vector<std::string>& fields);

  /// 32 hexadecimal digits.
  std::string Digest() const;

 private:
  XXH3_state_s* state_;
};

/// XXH3 of `bytes`, 128 bits, as 32 hexadecimal digits.
std::string HexHash(std::string_view bytes);

/// What FNV-1a of 64 bits begins with.
inline constexpr std::uint64_t kFnvBasis = 0xCBF29CE484222325U;

/// FNV-1a (Fowler, Noll, Vo) of `bytes`, behind what `hash` is of already: for samples and
/// comparisons, whose values must stay what they are whatever library we hash with elsewhere.
std::uint64_t Fnv1a(std::string_view bytes, std::uint64_t hash = kFnvBasis);

}  // namespace funnel::base
