// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/suggest_lane.h"
#include "indexer/text/readings/folded_text.h"
#include "indexer/text/readings/sound_text.h"

namespace funnel::text {

/// A way to type a text.
struct Reading {
  schema::SuggestLane lane = schema::SuggestLane::kWritten;
  std::string bytes;                  ///< At most schema::kMostSuggestBytes.
  std::vector<std::uint32_t> begins;  ///< Where it can be begun to be typed; sorted, at least one.
};

/// How texts are typed: at the beginning of any word, in any writing. One per thread; what a
/// language needs is made when the first text of it comes.
class Readings {
 public:
  Readings();
  ~Readings();
  Readings(Readings&&) noexcept;
  Readings& operator=(Readings&&) noexcept;

  /// All ways to type `text`, which is in the language `lang` (canonical): each lane at most once.
  /// None for a text without letters and digits.
  std::vector<Reading> Of(std::string_view text, std::string_view lang);

  /// The folded text, and its sound in the lane of kSound or kInitials: to find in it what matched.
  FoldedText Folded(std::string_view text);
  SoundText Sound(std::string_view text, const FoldedText& folded, schema::SuggestLane lane,
                  std::string_view lang);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::text
