// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/similar.h"
#include "funnel/triage.h"

namespace funnel::answer {

/// The answer as one JSON object, without a newline: queryId where there is one, cases [{the
/// members of a hit, sharedTerms
/// [{text, code}], copies [hits, of the same rank]}], confidence, limit, processingTimeMs,
/// generation, and incomplete as a search has it. As valid and safe as ResponseToJson.
std::string SimilarCasesToJson(const SimilarCasesRequest& request, const SimilarCases& found,
                               double processing_ms, std::string_view query_id = {});

/// The same for a triage: queryId, products [{product, share, cases}], confidence, margin, sure,
/// codes, evidence [as cases above], processingTimeMs, generation.
std::string TriageToJson(const Triage& triage, double processing_ms,
                         std::string_view query_id = {});

}  // namespace funnel::answer
