// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "indexer/store/forward/forward_records.h"
#include "searcher/query/query_builder.h"
#include "searcher/rank/candidate.h"
#include "searcher/search/match.h"

namespace funnel::search {

/// The family of a document.
std::string FamilyOf(const Xapian::Database& database, Xapian::docid document);

/// Orders equal scores: the article whose version `question` names comes first, then the one that
/// was updated last, then that of the highest version, then the lowest id, so that a base built in
/// another order answers the same. Where the question has no number, articles of one title but for
/// its numbers that score about the same are equal, too: they change places, and scores with these.
/// `records` are those of `database`.
Result<void> OrderEqual(const Xapian::Database& database, const store::ForwardRecords& records,
                        std::string_view question, std::vector<rank::Candidate>& candidates);

/// Puts pinned documents before the others, of which those of the same families go, and counts
/// those that match nothing of `query`. Every page is a part of that one list.
void PutOnTop(const std::vector<Xapian::docid>& documents, const query::BuiltQuery& query,
              const Xapian::Database& database, Matched& matched);

}  // namespace funnel::search
