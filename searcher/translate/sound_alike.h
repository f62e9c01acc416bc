// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/lexicon/sound_list.h"

namespace funnel::translate {

/// A word that sounds like another.
struct SoundAlike {
  std::string term;       ///< An index term, prefix included.
  double similarity = 0;  ///< text::SoundSimilarity.
};

/// The `most` words of `list` that sound most like `sound` (text::SoundOf), at least `least` (above
/// 0), best first.
std::vector<SoundAlike> FindAlike(const store::SoundList& list, std::string_view sound,
                                  double least, std::size_t most);

}  // namespace funnel::translate
