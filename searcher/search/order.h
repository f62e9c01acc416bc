// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "funnel/result.h"
#include "searcher/rank/candidate.h"
#include "searcher/search/match.h"

namespace funnel::search {

/// The family of a document.
std::string FamilyOf(const Xapian::Database& database, Xapian::docid document);

/// Orders equal scores by article id, so that a base built in another order answers the same.
Result<void> OrderTies(const Xapian::Database& database, std::vector<rank::Candidate>& candidates);

/// Puts pinned documents before the others, of which those of the same families go, and counts
/// those that match nothing of the query. Every page is a part of that one list.
void PutOnTop(const std::vector<Xapian::docid>& documents, const Xapian::Database& database,
              Matched& matched);

}  // namespace funnel::search
