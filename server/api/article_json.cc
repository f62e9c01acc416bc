// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/article_json.h"

#include <string_view>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "searcher/answer/response_json.h"

namespace funnel::api {

namespace {

void Field(base::JsonWriter& writer, std::string_view name, std::string_view value) {
  base::JsonKey(writer, name);
  base::JsonString(writer, base::ToValidUtf8(value));
}

void Field(base::JsonWriter& writer, std::string_view name,
           const std::vector<std::string>& values) {
  base::JsonKey(writer, name);
  writer.StartArray();
  for (const std::string& value : values) base::JsonString(writer, base::ToValidUtf8(value));
  writer.EndArray();
}

}  // namespace

std::string PublicArticleJson(const Article& article, const Translations& translations) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  Field(writer, "id", article.id);
  Field(writer, "family", article.family);
  Field(writer, "lang", article.lang);
  Field(writer, "title", article.title);
  Field(writer, "summary", article.summary);
  Field(writer, "body", article.body);
  Field(writer, "format", article.format == BodyFormat::kPlain ? "plain" : "markdown");
  base::JsonKey(writer, "sections");
  writer.StartArray();
  for (const Section& section : article.sections) {
    writer.StartObject();
    Field(writer, "heading", section.heading);
    Field(writer, "anchor", section.anchor);
    base::JsonKey(writer, "level");
    writer.Int(section.level);
    Field(writer, "role", Name(section.role));
    writer.EndObject();
  }
  writer.EndArray();
  Field(writer, "products", article.products);
  Field(writer, "versions", article.versions);
  Field(writer, "tags", article.tags);
  Field(writer, "kind", Name(article.kind));
  Field(writer, "confidence", Name(article.confidence));
  Field(writer, "created", article.created);
  Field(writer, "updated", article.updated);
  Field(writer, "reviewBy", article.review_by);
  Field(writer, "symptoms", article.symptoms);
  Field(writer, "related", article.related);
  Field(writer, "errorCodes", article.error_codes);
  Field(writer, "url", answer::OriginalUrl(article));
  base::JsonKey(writer, "translations");
  writer.StartArray();
  for (const auto& [lang, id] : translations) {
    writer.StartObject();
    Field(writer, "lang", lang);
    Field(writer, "id", id);
    Field(writer, "url", answer::ArticlePath(lang, id));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace funnel::api
