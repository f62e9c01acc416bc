// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/searcher.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::answer {

/// The passage of an article that answers a query best, marked where the query matched.
/// `weights` are the index terms that were searched and what a match of each is worth. The passage
/// is the stretch of about 200 Latin or 100 Han characters that holds the most weight, cut at words
/// by the analyzer's own offsets; without any match in the text it is the summary or the lead.
std::vector<SnippetPiece> MakeSnippet(const store::HitRecord& article,
                                      const std::unordered_map<std::string, double>& weights,
                                      Analyzer& analyzer);

}  // namespace funnel::answer
