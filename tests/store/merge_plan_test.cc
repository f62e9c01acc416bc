// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/merge_plan.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace funnel::store {
namespace {

TEST_CASE("SegmentsToKeep: few segments, geometric sizes, and no garbage") {
  constexpr std::uint64_t kMega = 1 << 20;
  struct Case {
    std::vector<std::uint64_t> older;  // megabytes
    std::uint64_t garbage;             // of the first
    std::uint64_t fresh;
    std::size_t most;
    std::size_t keep;
  };
  const Case cases[] = {
      {{}, 0, 1, 8, 0},
      {{9, 1, 1, 1, 1, 1, 1}, 0, 1, 8, 7},         // Room for one more.
      {{999, 1, 1, 1, 1, 1, 1, 1}, 0, 1, 8, 1},    // All but one that is far larger.
      {{999, 100, 1, 1, 1, 1, 1, 1}, 0, 1, 8, 2},  // 100 is more than 8 x 7.
      {{999, 50, 1, 1, 1, 1, 1, 1}, 0, 1, 8, 1},
      {{900, 90, 9}, 0, 1, 3, 2},  // Nothing is near: one has to do.
      {{999, 1}, 0, 1, 1, 0},
      {{1000, 1}, 500, 1, 8, 2},
      {{1000, 1}, 502, 1, 8, 0},                          // More than half is garbage.
      {std::vector<std::uint64_t>(1000, 1), 0, 0, 8, 0},  // The end of a build in many commits.
  };
  for (const Case& one : cases) {
    CAPTURE(one.older.size());
    CAPTURE(one.garbage);
    std::vector<SegmentWeight> older;
    for (const std::uint64_t size : one.older) older.push_back({size * kMega, 0});
    if (!older.empty()) older.front().garbage = one.garbage * kMega;
    CHECK(SegmentsToKeep(older, {one.fresh * kMega, 0}, one.most) == one.keep);
  }
}

}  // namespace
}  // namespace funnel::store
