// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/searcher.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/answer/likely_place.h"
#include "searcher/answer/matches.h"

namespace funnel::answer {

/// A passage of an article.
struct Snippet {
  std::vector<SnippetPiece> pieces;
  std::uint32_t begin = 0;  ///< Where what matches best begins in the article's text, in bytes.
};

/// The passage of an article that answers a query best, marked where the query matched, as one
/// line (FlatText). `weights` are the index terms that were searched and what a match of each is
/// worth, `likely` is made of them. The passage is the stretch of about 200 Latin or 100 Han
/// characters that holds the most weight, wherever it stands; it begins at a sentence if one begins
/// close before, and is cut between words (TextBreaks). Without any match in the text it is the
/// summary or the lead. The likely place is looked for `near`, if that is not empty and has one,
/// else in all of the text; only what is around it is analyzed, so time hardly grows with the text.
Snippet MakeSnippet(const store::HitRecord& article, const TermWeights& weights,
                    const LikelyPlace& likely, Span near, Analyzer& analyzer);

/// About how long the passage of a text is, in bytes.
std::uint32_t PassageBytes(std::string_view text);

/// The title as it is, in pieces marked where the query matched.
std::vector<SnippetPiece> MarkTitle(const store::HitRecord& article, const TermWeights& weights,
                                    Analyzer& analyzer);

}  // namespace funnel::answer
