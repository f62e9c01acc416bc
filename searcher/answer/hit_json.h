// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/base/json.h"

// What the answers of all doors share.

namespace funnel::answer {

/// The members heading, anchor and role, into the object that is being written.
void WriteSectionMembers(base::JsonWriter& writer, const HitSection& section);

/// The members of a hit, into the object that is being written.
void WriteHitMembers(base::JsonWriter& writer, const Hit& hit);

/// The member "hits": an array of objects.
void WriteHits(base::JsonWriter& writer, const std::vector<Hit>& hits);

/// The member "incomplete", where something was left out.
void WriteOmissions(base::JsonWriter& writer, const std::vector<Omission>& incomplete);

/// The finished text; "</" can only stand inside a string, where "<\/" means the same.
std::string FinishedJson(const base::JsonBuffer& buffer, const base::JsonWriter& writer);

}  // namespace funnel::answer
