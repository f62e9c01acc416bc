// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace funnel::store {

/// So many segments a document is looked for in at most.
inline constexpr std::size_t kMostSegments = 8;

/// What a merge weighs of one segment, in bytes.
struct SegmentWeight {
  std::uint64_t bytes = 0;    ///< All its records.
  std::uint64_t garbage = 0;  ///< Those that its table does not name, and older ones that it hides.
};

/// How many of the segments `older`, oldest first, stay as they are when `fresh` is written behind
/// them; the others become one with it. At most `most` - 1 stay.
///
/// All become one when more than half of the bytes are garbage. Otherwise none are merged until
/// there would be more than `most`; then the newest ones are, and the next older one as long as it
/// has no more than 8 times the bytes of those behind it. So sizes grow geometrically from the
/// newest segment to the oldest, and a record is written again some 10 to 25 times in 100,000
/// publishes of one article each (simulated, also for mixed sizes), mostly among small files. What
/// is below 64 KiB takes no longer to write than to sync, and weighs as much as that.
///
/// REQUIRES: most >= 1.
std::size_t SegmentsToKeep(const std::vector<SegmentWeight>& older, const SegmentWeight& fresh,
                           std::size_t most);

}  // namespace funnel::store
