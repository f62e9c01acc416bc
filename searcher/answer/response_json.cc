// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/response_json.h"

#include <unicode/unistr.h>

#include <cassert>
#include <cstdint>

#include "indexer/base/html.h"
#include "indexer/base/json.h"
#include "indexer/base/percent.h"
#include "indexer/base/web_address.h"

namespace funnel::answer {
namespace {

void WriteHit(base::JsonWriter& writer, const Hit& hit) {
  writer.StartObject();
  base::WriteMember(writer, "id", hit.id);
  base::WriteMember(writer, "family", hit.family);
  base::WriteMember(writer, "lang", hit.lang);
  base::WriteMember(writer, "title", hit.title);
  base::WriteMember(writer, "markedTitle", PiecesHtml(hit.title_pieces));
  base::WriteMember(writer, "url", HitUrl(hit));
  base::WriteMember(writer, "snippet", PiecesHtml(hit.snippet));
  base::WriteMember(writer, "score", hit.score);
  base::WriteMember(writer, "kind", Name(hit.kind));
  base::WriteMember(writer, "products", hit.products);
  base::WriteMember(writer, "updated", hit.updated);
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

void WriteHits(base::JsonWriter& writer, const std::vector<Hit>& hits) {
  base::JsonKey(writer, "hits");
  writer.StartArray();
  for (const Hit& hit : hits) WriteHit(writer, hit);
  writer.EndArray();
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
  base::WriteMember(writer, "query", request.query);
  WriteHits(writer, response.hits);
  base::WriteMember(writer, "estimatedTotalHits", std::uint64_t{response.estimated_total_hits});
  base::WriteMember(writer, "confidence", response.confidence);
  base::JsonKey(writer, "otherLanguages");
  writer.StartArray();
  for (const OtherLanguage& other : response.other_languages) {
    writer.StartObject();
    base::WriteMember(writer, "lang", other.lang);
    base::WriteMember(writer, "confidence", other.confidence);
    base::WriteMember(writer, "place", std::string_view(other.first ? "first" : "beside"));
    base::JsonKey(writer, "translated");
    writer.Bool(other.translated);
    WriteHits(writer, other.hits);
    base::WriteMember(writer, "estimatedTotalHits", std::uint64_t{other.estimated_total_hits});
    writer.EndObject();
  }
  writer.EndArray();
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
  base::WriteMember(writer, "offset", std::uint64_t{request.offset});
  base::WriteMember(writer, "limit", std::uint64_t{request.limit});
  base::WriteMember(writer, "processingTimeMs", processing_ms);
  base::WriteMember(writer, "generation", response.generation);
  writer.EndObject();
  return Finish(buffer, writer);
}

std::string ArticleToJson(const Article& article) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "id", article.id);
  base::WriteMember(writer, "family", article.family);
  base::WriteMember(writer, "lang", article.lang);
  base::WriteMember(writer, "title", article.title);
  base::WriteMember(writer, "summary", article.summary);
  base::WriteMember(writer, "body", article.body);
  base::WriteMember(
      writer, "format",
      std::string_view(article.format == BodyFormat::kMarkdown ? "markdown" : "plain"));
  base::WriteMember(writer, "products", article.products);
  base::WriteMember(writer, "versions", article.versions);
  base::WriteMember(writer, "tags", article.tags);
  base::WriteMember(writer, "kind", Name(article.kind));
  base::WriteMember(writer, "audience", Name(article.audience));
  base::WriteMember(writer, "confidence", Name(article.confidence));
  base::WriteMember(writer, "created", article.created);
  base::WriteMember(writer, "updated", article.updated);
  base::WriteMember(writer, "errorCodes", article.error_codes);
  base::WriteMember(writer, "related", article.related);
  base::WriteMember(writer, "url", OriginalUrl(article));
  writer.EndObject();
  return Finish(buffer, writer);
}

}  // namespace funnel::answer
