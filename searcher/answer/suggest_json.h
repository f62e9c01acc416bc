// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/suggest.h"

namespace funnel::answer {

/// Suggestions as one JSON object, without a newline: query, suggestions [{text, markedText (as
/// PiecesHtml gives it), lang, id, family, url, kind: title or question}], processingTimeMs,
/// generation. Valid UTF-8 always, and safe within an HTML <script>.
std::string SuggestionsToJson(const SuggestRequest& request, const SuggestResponse& response,
                              double processing_ms);

}  // namespace funnel::answer
