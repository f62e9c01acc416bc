// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "indexer/store/reader.h"

namespace funnel::listing {

/// Searcher::List of what `reader` sees. Throws what its databases throw.
Result<std::vector<ListedArticle>> ListBehind(store::Reader& reader, std::string_view behind_lang,
                                              std::string_view behind_id, std::size_t limit);

/// Searcher::Newest, likewise: goes through the columns of the documents in view; of one day those
/// first that are in a language with more articles, and then those that came last.
Result<std::vector<ListedArticle>> NewestOf(store::Reader& reader, const NewestRequest& request);

}  // namespace funnel::listing
