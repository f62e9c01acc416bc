// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "searcher/answer/matches.h"

namespace funnel::answer {

/// Where in a long `text` the terms of `weights` stand close together, without analyzing it: about
/// the bytes that BestWindow would give. Letter case, full-width letters, Traditional Han and, for
/// terms without marks, marks do not matter; a stem is looked for as the beginning of a word. An
/// empty span at 0 if nothing of them is there. Tens of megabytes a second.
Span LikelyPlace(std::string_view text, const TermWeights& weights, std::uint32_t window);

}  // namespace funnel::answer
