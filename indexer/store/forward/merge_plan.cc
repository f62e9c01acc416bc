// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/merge_plan.h"

#include <algorithm>

namespace funnel::store {
namespace {

/// With 8 segments, sizes stay geometric up to 8^7 times kLeastBytes, 128 GiB.
constexpr std::uint64_t kRatio = 8;
constexpr std::uint64_t kLeastBytes = 64 * 1024;

bool IsMostlyGarbage(const std::vector<SegmentWeight>& older, const SegmentWeight& fresh) {
  SegmentWeight all = fresh;
  for (const SegmentWeight& segment : older) {
    all.bytes += segment.bytes;
    all.garbage += segment.garbage;
  }
  return all.garbage > kLeastBytes && all.garbage > all.bytes / 2;
}

}  // namespace

std::size_t SegmentsToKeep(const std::vector<SegmentWeight>& older, const SegmentWeight& fresh,
                           std::size_t most) {
  if (IsMostlyGarbage(older, fresh)) return 0;
  std::size_t keep = older.size();
  if (keep < most) return keep;
  std::uint64_t merged = fresh.bytes;
  while (keep > 0 &&
         (keep >= most || older[keep - 1].bytes <= kRatio * std::max(merged, kLeastBytes))) {
    merged += older[--keep].bytes;
  }
  return keep;
}

}  // namespace funnel::store
