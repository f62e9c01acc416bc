// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/base/json.h"

// What the answers of all doors share.

namespace funnel::answer {

/// The members heading, anchor and role, into the object that is being written.
void WriteSectionMembers(base::JsonWriter& writer, const HitSection& section);

/// The member "queryId", by which the answer is spoken of later; none where that is empty.
void WriteQueryId(base::JsonWriter& writer, std::string_view query_id);

/// The members of a hit, into the object that is being written. `rank` is its place, 1 the first.
void WriteHitMembers(base::JsonWriter& writer, const Hit& hit, std::size_t rank);

/// The member "hits": an array of objects, ranked behind the `offset` hits before them.
void WriteHits(base::JsonWriter& writer, const std::vector<Hit>& hits, std::size_t offset = 0);

/// The member "incomplete", where something was left out.
void WriteOmissions(base::JsonWriter& writer, const std::vector<Omission>& incomplete);

/// The finished text; "</" can only stand inside a string, where "<\/" means the same.
std::string FinishedJson(const base::JsonBuffer& buffer, const base::JsonWriter& writer);

}  // namespace funnel::answer
