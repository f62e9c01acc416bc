// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/suggest_lane.h"

namespace funnel::store {

/// A way to type a text (text/readings/readings.h).
struct SuggestWay {
  schema::SuggestLane lane = schema::SuggestLane::kWritten;
  std::string bytes;                  ///< At most schema::kMostSuggestBytes.
  std::vector<std::uint32_t> begins;  ///< Where it can be begun; sorted, below its size.

  bool operator==(const SuggestWay&) const = default;
};

/// A text of an article that can be suggested.
struct SuggestText {
  std::uint32_t number = 0;  ///< 0: the title; n: the n-th of its questions.
  std::vector<SuggestWay> ways;

  bool operator==(const SuggestText&) const = default;
};

/// What can be suggested of one article.
struct Suggestible {
  std::string lang;  ///< Canonical.
  std::vector<SuggestText> texts;

  bool operator==(const Suggestible&) const = default;
};

/// As bytes, for schema::kSuggestSlot; none without texts.
std::string EncodeSuggestible(const Suggestible& suggestible);

/// The inverse; of damaged bytes what comes before the damage.
Suggestible DecodeSuggestible(std::string_view bytes);

}  // namespace funnel::store
