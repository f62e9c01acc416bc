// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "searcher/answer/matches.h"

namespace funnel::answer {

/// Where the terms of a query stand close together in a text, without analyzing it. Letter case,
/// full-width letters, Traditional Han and, for terms without marks, marks do not matter; a stem is
/// looked for as the beginning of a word. Made once for a query and all its hits; const afterwards.
class LikelyPlace {
 public:
  /// Points to the terms of `weights`, which must outlive it.
  explicit LikelyPlace(const TermWeights& weights);
  ~LikelyPlace();

  /// About the bytes that BestWindow would give of what is `within`, which may end behind the text;
  /// an empty span at 0 if no term is there. Tens of megabytes a second.
  Span In(std::string_view text, std::uint32_t window, Span within) const;

 private:
  class Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace funnel::answer
