// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace funnel::learn {

/// Items [a_begin, a_end) of one text that say the same as items [b_begin, b_end) of the other. One
/// of the two may be empty.
struct Bead {
  std::uint32_t a_begin = 0, a_end = 0;
  std::uint32_t b_begin = 0, b_end = 0;

  bool operator==(const Bead&) const = default;
};

/// Aligns two texts, given as the lengths of their items (paragraphs or sentences) in characters,
/// by the lengths alone: W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual
/// Corpora, Computational Linguistics 19(1), 1993. The expected ratio of lengths is that of the two
/// texts, because scripts differ more than languages do. The beads cover both texts in order.
/// Memory and time are bounded: texts of thousands of items are searched near the diagonal only.
std::vector<Bead> AlignByLength(const std::vector<std::uint32_t>& a,
                                const std::vector<std::uint32_t>& b);

/// For tests: "1-1 2-1 0-1".
std::string ToString(const std::vector<Bead>& beads);

}  // namespace funnel::learn
