// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/suggest.h"

namespace funnel::answer {

/// Suggestions as one JSON object, without a newline: queryId where there is one, query,
/// suggestions [{rank, text, markedText (as
/// PiecesHtml gives it), lang, id, family, url, kind: title or question}], processingTimeMs,
/// generation. Valid UTF-8 always, and safe within an HTML <script>.
std::string SuggestionsToJson(const SuggestRequest& request, const SuggestResponse& response,
                              double processing_ms, std::string_view query_id = {});

}  // namespace funnel::answer
