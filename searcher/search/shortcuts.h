// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "funnel/searcher.h"
#include "indexer/store/reader.h"

namespace funnel::search {

/// Moves the shortcuts of the query (query::FindShortcuts) whose value an article in view has, or
/// that name a kind, into the filter: several of one name are alternatives, different ones all have
/// to hold. All else stays text. A query of nothing else becomes empty. Opens all databases in view
/// where the query has shortcuts. Throws what store::Reader throws.
void TakeShortcuts(store::Reader& reader, SearchRequest& request);

}  // namespace funnel::search
