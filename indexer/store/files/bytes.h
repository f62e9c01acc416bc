// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace funnel::store {

/// Appends `value` to `out` in groups of seven bits, the lowest first, the high bit set on all but
/// the last byte (LEB128): at most 10 bytes.
void PutVarint(std::string& out, std::uint64_t value);

/// Appends the length of `bytes` as a varint and the bytes.
void PutBytes(std::string& out, std::string_view bytes);

/// Reads what PutVarint and PutBytes wrote. The first read past the end or of a malformed number
/// makes the cursor bad; from then on every read gives 0 or nothing.
class ByteCursor {
 public:
  /// `bytes` must outlive the cursor and the views it gives.
  explicit ByteCursor(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t Varint();
  std::string_view Bytes();
  std::uint8_t Byte();

  /// A varint that announces how many items follow, each at least one byte long.
  std::size_t Count();

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  void Spoil() { ok_ = false, rest_ = {}; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace funnel::store
