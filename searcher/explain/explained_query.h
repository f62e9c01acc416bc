// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "funnel/explanation.h"
#include "funnel/ranking.h"
#include "searcher/explain/search_trace.h"

namespace funnel::explain {

/// How the query of a search was read, and what became of its terms in `database`. Of the authors'
/// synonyms only those are told that articles there have: others may be words of another audience.
ExplainedQuery ExplainQuery(const SearchTrace& trace, const Xapian::Database& database,
                            const RankingParameters& ranking);

}  // namespace funnel::explain
