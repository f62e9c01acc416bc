// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/response_json.h"

#include <unicode/unistr.h>

#include <cassert>
#include <cmath>
#include <cstdint>

#include "indexer/base/html.h"
#include "indexer/base/json.h"
#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"
#include "indexer/base/web_address.h"

namespace funnel::answer {
namespace {

void Member(base::JsonWriter& writer, std::string_view name, std::string_view text) {
  base::JsonKey(writer, name);
  base::JsonString(writer, base::ToValidUtf8(text));
}

void Member(base::JsonWriter& writer, std::string_view name,
            const std::vector<std::string>& texts) {
  base::JsonKey(writer, name);
  writer.StartArray();
  for (const std::string& text : texts) base::JsonString(writer, base::ToValidUtf8(text));
  writer.EndArray();
}

void Member(base::JsonWriter& writer, std::string_view name, double number) {
  base::JsonKey(writer, name);
  writer.Double(std::isfinite(number) ? number : 0.0);
}

void Member(base::JsonWriter& writer, std::string_view name, std::uint64_t number) {
  base::JsonKey(writer, name);
  writer.Uint64(number);
}

void WriteHit(base::JsonWriter& writer, const Hit& hit) {
  writer.StartObject();
  Member(writer, "id", hit.id);
  Member(writer, "family", hit.family);
  Member(writer, "lang", hit.lang);
  Member(writer, "title", hit.title);
  Member(writer, "markedTitle", PiecesHtml(hit.title_pieces));
  Member(writer, "url", HitUrl(hit));
  Member(writer, "snippet", PiecesHtml(hit.snippet));
  Member(writer, "score", hit.score);
  Member(writer, "kind", Name(hit.kind));
  Member(writer, "products", hit.products);
  Member(writer, "updated", hit.updated);
  if (hit.pinned) {
    base::JsonKey(writer, "pinned");
    writer.Bool(true);
  }
  if (hit.translated) {
    base::JsonKey(writer, "translated");
    writer.Bool(true);
  }
  writer.EndObject();
}

/// The finished text; "</" can only stand inside a string, where "<\/" means the same.
std::string Finish(const base::JsonBuffer& buffer,
                   [[maybe_unused]] const base::JsonWriter& writer) {
  assert(writer.IsComplete());
  const std::string_view text(buffer.GetString(), buffer.GetSize());
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/' && i > 0 && text[i - 1] == '<') out += '\\';
    out += text[i];
  }
  return out;
}

}  // namespace

std::string PiecesHtml(const std::vector<SnippetPiece>& pieces) {
  std::string out;
  for (const SnippetPiece& piece : pieces) {
    if (piece.marked) out += "<mark>";
    base::AppendEscapedHtml(piece.text, out);
    if (piece.marked) out += "</mark>";
  }
  return out;
}

std::string ArticlePath(std::string_view lang, std::string_view id) {
  std::string out = "/articles/";
  out += base::PercentEncoded(lang, "/");
  out += '/';
  out += base::PercentEncoded(id, "/");
  return out;
}

std::string OriginalUrl(const Article& article) {
  return base::IsWebAddress(article.url) ? article.url : std::string();
}

std::string HitUrl(const Hit& hit) {
  return base::IsWebAddress(hit.url) ? hit.url : ArticlePath(hit.lang, hit.id);
}

std::string ResponseToJson(const SearchRequest& request, const SearchResponse& response,
                           double processing_ms) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(6);
  writer.StartObject();
  Member(writer, "query", request.query);
  base::JsonKey(writer, "hits");
  writer.StartArray();
  for (const Hit& hit : response.hits) WriteHit(writer, hit);
  writer.EndArray();
  Member(writer, "estimatedTotalHits", std::uint64_t{response.estimated_total_hits});
  if (response.relaxed) {
    base::JsonKey(writer, "relaxed");
    writer.Bool(true);
  }
  if (!response.incomplete.empty()) {
    base::JsonKey(writer, "incomplete");
    writer.StartArray();
    for (const Omission omission : response.incomplete) base::JsonString(writer, Name(omission));
    writer.EndArray();
  }
  Member(writer, "offset", std::uint64_t{request.offset});
  Member(writer, "limit", std::uint64_t{request.limit});
  Member(writer, "processingTimeMs", processing_ms);
  Member(writer, "generation", response.generation);
  writer.EndObject();
  return Finish(buffer, writer);
}

std::string ArticleToJson(const Article& article) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  Member(writer, "id", article.id);
  Member(writer, "family", article.family);
  Member(writer, "lang", article.lang);
  Member(writer, "title", article.title);
  Member(writer, "summary", article.summary);
  Member(writer, "body", article.body);
  Member(writer, "format",
         std::string_view(article.format == BodyFormat::kMarkdown ? "markdown" : "plain"));
  Member(writer, "products", article.products);
  Member(writer, "versions", article.versions);
  Member(writer, "tags", article.tags);
  Member(writer, "kind", Name(article.kind));
  Member(writer, "audience", Name(article.audience));
  Member(writer, "confidence", Name(article.confidence));
  Member(writer, "created", article.created);
  Member(writer, "updated", article.updated);
  Member(writer, "errorCodes", article.error_codes);
  Member(writer, "related", article.related);
  Member(writer, "url", OriginalUrl(article));
  writer.EndObject();
  return Finish(buffer, writer);
}

}  // namespace funnel::answer
