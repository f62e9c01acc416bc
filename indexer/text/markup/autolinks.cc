// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/autolinks.h"

#include <cstddef>

namespace funnel::text {
namespace {

/// In one run without spaces; no address has two.
constexpr std::size_t kMostSigns = 64;

}  // namespace

bool AutolinksAreCheap(std::string_view markdown) {
  std::size_t signs = 0;
  for (const char c : markdown) {
    if (c == '@' && ++signs > kMostSigns) return false;
    if (c == ' ' || c == '\n' || c == '\t') signs = 0;
  }
  return true;
}

}  // namespace funnel::text
