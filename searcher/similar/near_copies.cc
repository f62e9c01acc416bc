// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/similar/near_copies.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/base/hash.h"

namespace funnel::similar {
namespace {

constexpr std::size_t kStretch = 12;
constexpr std::uint64_t kSampled = 8;
constexpr std::size_t kLeast = 4;
constexpr double kNear = 0.8;

bool IsWhite(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

std::vector<std::uint64_t> Sketch(std::string_view text) {
  std::string letters = base::AsciiLower(text);
  std::erase_if(letters, IsWhite);
  std::vector<std::uint64_t> sketch;
  for (std::size_t at = 0; at + kStretch <= letters.size(); ++at) {
    const std::uint64_t hash = base::Fnv1a(std::string_view(letters).substr(at, kStretch));
    // The low bits of FNV-1a follow the last byte alone.
    if ((hash >> 32) % kSampled == 0) sketch.push_back(hash);
  }
  std::sort(sketch.begin(), sketch.end());
  sketch.erase(std::unique(sketch.begin(), sketch.end()), sketch.end());
  return sketch;
}

bool NearCopies(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (std::min(a.size(), b.size()) < kLeast) return false;
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool next_of_a = *i <= *j;
    const bool next_of_b = *j <= *i;
    i += next_of_a ? 1 : 0;
    j += next_of_b ? 1 : 0;
  }
  const std::size_t all = a.size() + b.size() - shared;
  return static_cast<double>(shared) >= kNear * static_cast<double>(all);
}

}  // namespace funnel::similar
