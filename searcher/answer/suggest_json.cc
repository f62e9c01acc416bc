// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/suggest_json.h"

#include <cstdint>

#include "indexer/base/json.h"
#include "searcher/answer/hit_json.h"
#include "searcher/answer/response_json.h"

namespace funnel::answer {

std::string SuggestionsToJson(const SuggestRequest& request, const SuggestResponse& response,
                              double processing_ms, std::string_view query_id) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(6);
  writer.StartObject();
  WriteQueryId(writer, query_id);
  base::WriteMember(writer, "query", request.text);
  base::JsonKey(writer, "suggestions");
  writer.StartArray();
  std::uint64_t rank = 0;
  for (const Suggestion& suggestion : response.suggestions) {
    writer.StartObject();
    base::WriteMember(writer, "rank", ++rank);
    base::WriteMember(writer, "text", suggestion.text);
    base::WriteMember(writer, "markedText", PiecesHtml(suggestion.pieces));
    base::WriteMember(writer, "lang", suggestion.lang);
    base::WriteMember(writer, "id", suggestion.id);
    base::WriteMember(writer, "family", suggestion.family);
    base::WriteMember(writer, "url", ArticleUrl(suggestion.url, suggestion.lang, suggestion.id));
    base::WriteMember(writer, "kind", Name(suggestion.kind));
    writer.EndObject();
  }
  writer.EndArray();
  base::WriteMember(writer, "processingTimeMs", processing_ms);
  base::WriteMember(writer, "generation", response.generation);
  writer.EndObject();
  return FinishedJson(buffer, writer);
}

}  // namespace funnel::answer
