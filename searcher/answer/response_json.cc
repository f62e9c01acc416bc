// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/response_json.h"

#include <unicode/unistr.h>

#include <cstdint>

#include "indexer/base/html.h"
#include "indexer/base/json.h"
#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"
#include "indexer/base/web_address.h"
#include "searcher/answer/hit_json.h"

namespace funnel::answer {
namespace {

/// {"product": {"Photo Editor": 12, ...}, ...}, and how many values each has.
void WriteFacets(base::JsonWriter& writer, const std::vector<CountedFacet>& facets) {
  base::JsonKey(writer, "facetDistribution");
  writer.StartObject();
  for (const CountedFacet& facet : facets) {
    base::JsonKey(writer, Name(facet.facet));
    writer.StartObject();
    for (const CountedFacet::Value& value : facet.values) {
      base::WriteMember(writer, base::ToValidUtf8(value.name), std::uint64_t{value.families});
    }
    writer.EndObject();
  }
  writer.EndObject();
  base::JsonKey(writer, "facetValues");
  writer.StartObject();
  for (const CountedFacet& facet : facets) {
    base::WriteMember(writer, Name(facet.facet), std::uint64_t{facet.total});
  }
  writer.EndObject();
}

void WriteCard(base::JsonWriter& writer, const AnswerCard& card) {
  base::JsonKey(writer, "card");
  writer.StartObject();
  base::WriteMember(writer, "id", card.id);
  base::WriteMember(writer, "lang", card.lang);
  base::WriteMember(writer, "title", card.title);
  std::string url = ArticleUrl(card.url, card.lang, card.id);
  if (!base::IsWebAddress(card.url) && !card.section.anchor.empty()) {
    url += '#' + base::PercentEncoded(card.section.anchor, "");
  }
  base::WriteMember(writer, "url", url);
  WriteSectionMembers(writer, card.section);
  base::WriteMember(writer, "lines", card.lines);
  base::JsonKey(writer, "whole");
  writer.Bool(card.whole);
  writer.EndObject();
}

void WriteDidYouMean(base::JsonWriter& writer, const DidYouMean& meant) {
  base::JsonKey(writer, "didYouMean");
  writer.StartObject();
  base::WriteMember(writer, "query", meant.query);
  base::WriteMember(writer, "markedQuery", PiecesHtml(meant.pieces));
  base::WriteMember(writer, "kind", std::string_view(meant.keyboard ? "keyboard" : "spelling"));
  base::WriteMember(writer, "confidence", meant.confidence);
  WriteHits(writer, meant.hits);
  base::WriteMember(writer, "estimatedTotalHits", std::uint64_t{meant.estimated_total_hits});
  writer.EndObject();
}

void WriteFewer(base::JsonWriter& writer, const FewerConditions& fewer) {
  base::JsonKey(writer, "fewer");
  writer.StartObject();
  base::WriteMember(writer, "query", fewer.query);
  base::WriteMember(writer, "leftOut", fewer.left_out);
  base::JsonKey(writer, "filterLeftOut");
  writer.Bool(fewer.filter_left_out);
  WriteHits(writer, fewer.hits);
  base::WriteMember(writer, "estimatedTotalHits", std::uint64_t{fewer.estimated_total_hits});
  writer.EndObject();
}

void WriteNewest(base::JsonWriter& writer, const std::vector<ListedArticle>& articles) {
  base::JsonKey(writer, "newest");
  writer.StartArray();
  for (const ListedArticle& article : articles) {
    writer.StartObject();
    base::WriteMember(writer, "id", article.id);
    base::WriteMember(writer, "lang", article.lang);
    base::WriteMember(writer, "title", article.title);
    base::WriteMember(writer, "url", ArticlePath(article.lang, article.id));
    base::WriteMember(writer, "products", article.products);
    base::WriteMember(writer, "updated", article.updated);
    writer.EndObject();
  }
  writer.EndArray();
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

std::string ArticleUrl(std::string_view url, std::string_view lang, std::string_view id) {
  return base::IsWebAddress(url) ? std::string(url) : ArticlePath(lang, id);
}

std::string HitUrl(const Hit& hit) { return ArticleUrl(hit.url, hit.lang, hit.id); }

std::string ResponseToJson(const SearchRequest& request, const SearchResponse& response,
                           double processing_ms, std::string_view query_id) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(6);
  writer.StartObject();
  WriteQueryId(writer, query_id);
  base::WriteMember(writer, "query", request.query);
  WriteHits(writer, response.hits, request.offset);
  base::WriteMember(writer, "estimatedTotalHits", std::uint64_t{response.estimated_total_hits});
  if (!response.facets.empty()) WriteFacets(writer, response.facets);
  base::WriteMember(writer, "confidence", response.confidence);
  base::JsonKey(writer, "answered");
  writer.Bool(response.answered);
  if (response.card) WriteCard(writer, *response.card);
  if (response.did_you_mean) WriteDidYouMean(writer, *response.did_you_mean);
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
  if (response.fewer) WriteFewer(writer, *response.fewer);
  if (!response.newest.empty()) WriteNewest(writer, response.newest);
  WriteOmissions(writer, response.incomplete);
  base::WriteMember(writer, "offset", std::uint64_t{request.offset});
  base::WriteMember(writer, "limit", std::uint64_t{request.limit});
  base::WriteMember(writer, "processingTimeMs", processing_ms);
  base::WriteMember(writer, "generation", response.generation);
  writer.EndObject();
  return FinishedJson(buffer, writer);
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
  return FinishedJson(buffer, writer);
}

}  // namespace funnel::answer
