// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

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

}  // namespace funnel::base
