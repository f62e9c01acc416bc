// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/bytes.h"

namespace funnel::store {

void PutVarint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void PutBytes(std::string& out, std::string_view bytes) {
  PutVarint(out, bytes.size());
  out.append(bytes);
}

std::uint64_t ByteCursor::Varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint64_t byte = Byte();
    if (!ok_) return 0;
    if (shift == 63 && byte > 1) break;  // More than 64 bits.
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  Spoil();
  return 0;
}

std::string_view ByteCursor::Bytes() {
  const std::uint64_t size = Varint();
  if (size > rest_.size()) Spoil();
  if (!ok_) return {};
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

std::uint8_t ByteCursor::Byte() {
  if (rest_.empty()) Spoil();
  if (!ok_) return 0;
  const auto byte = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return byte;
}

std::size_t ByteCursor::Count() {
  const std::uint64_t count = Varint();
  if (count > rest_.size()) Spoil();  // Guards reserve() against a forged number.
  return ok_ ? count : 0;
}

}  // namespace funnel::store
