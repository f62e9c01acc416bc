// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/text/readings/readings.h"
#include "searcher/suggest/typed_text.h"

namespace funnel::suggest {

/// A text in pieces, with what was typed of it marked, in whatever way; unmarked where it answers
/// for another reason.
std::vector<SnippetPiece> Marked(std::string_view text, std::string_view lang,
                                 const TypedText& typed, text::Readings& readings);

}  // namespace funnel::suggest
