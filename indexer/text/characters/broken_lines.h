// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/characters/normalized_text.h"

namespace funnel::text {

/// A text whose lines are broken as those of a printed page are, with its lines joined where a word
/// or a sentence without spaces goes on in the next one.
struct JoinedLines {
  /// What is not in `text`: so many bytes of the source, before this byte of `text`.
  struct Gap {
    std::size_t at = 0;
    std::size_t bytes = 0;
    bool hyphen = false;  ///< A hyphen and the line's end, in a word.
  };

  std::string text;
  std::vector<Gap> gaps;  ///< In order.

  /// Makes the places of the normalized `text` those of the source.
  void MapToSource(NormalizedText& normalized) const;
};

/// Leaves out the hyphen and the line's end between two parts of a word ("authen-\ntication"; a
/// small letter follows, and no word such as "and": "in- and output"), the end alone where the
/// hyphen is real ("Wi-\nFi"), and the line's end between two characters of a writing without
/// spaces. The text of a line that is much shorter than its neighbours ends there.
JoinedLines JoinBrokenLines(std::string_view source);

}  // namespace funnel::text
