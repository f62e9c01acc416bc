// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/hash.h"

#include <xxhash.h>

#include <array>
#include <cstdint>
#include <cstdio>

namespace funnel::base {
namespace {

std::string Hex(XXH128_hash_t hash) {
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string(digits.data(), 32);
}

}  // namespace

FieldHasher::FieldHasher() : state_(XXH3_createState()) { XXH3_128bits_reset(state_); }
FieldHasher::~FieldHasher() { XXH3_freeState(state_); }

void FieldHasher::Add(std::string_view field) {
  const std::uint64_t size = field.size();
  XXH3_128bits_update(state_, &size, sizeof size);
  XXH3_128bits_update(state_, field.data(), field.size());
}

void FieldHasher::Add(const std::vector<std::string>& fields) {
  Add(std::to_string(fields.size()));
  for (const std::string& field : fields) Add(std::string_view(field));
}

std::string FieldHasher::Digest() const { return Hex(XXH3_128bits_digest(state_)); }

std::string HexHash(std::string_view bytes) {
  return Hex(XXH3_128bits(bytes.data(), bytes.size()));
}

std::uint64_t Fnv1a(std::string_view bytes, std::uint64_t hash) {
  constexpr std::uint64_t kPrime = 0x100000001B3U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

}  // namespace funnel::base
