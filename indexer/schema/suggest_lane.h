// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace funnel::schema {

/// The ways in which the text of a suggestion can be typed. Each has its texts, and the places
/// where words begin in them (store/suggest/suggest_table.h).
enum class SuggestLane : std::uint8_t {
  kWritten,   ///< As it is written, folded (text/readings/folded_text.h).
  kSound,     ///< In Latin letters: pinyin, romaji, romanised Hindi.
  kInitials,  ///< The first letters of the syllables of pinyin.
};
inline constexpr std::size_t kSuggestLanes = 3;

/// Of a longer text, so many bytes can be typed in each lane.
inline constexpr std::size_t kMostSuggestBytes = 511;

}  // namespace funnel::schema
