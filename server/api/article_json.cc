// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/article_json.h"

#include "indexer/base/json.h"
#include "searcher/answer/response_json.h"

namespace funnel::api {

std::string PublicArticleJson(const Article& article, const Translations& translations) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "id", article.id);
  base::WriteMember(writer, "family", article.family);
  base::WriteMember(writer, "lang", article.lang);
  base::WriteMember(writer, "title", article.title);
  base::WriteMember(writer, "summary", article.summary);
  base::WriteMember(writer, "body", article.body);
  base::WriteMember(writer, "format", article.format == BodyFormat::kPlain ? "plain" : "markdown");
  base::JsonKey(writer, "sections");
  writer.StartArray();
  for (const Section& section : article.sections) {
    writer.StartObject();
    base::WriteMember(writer, "heading", section.heading);
    base::WriteMember(writer, "anchor", section.anchor);
    base::JsonKey(writer, "level");
    writer.Int(section.level);
    base::WriteMember(writer, "role", Name(section.role));
    writer.EndObject();
  }
  writer.EndArray();
  base::WriteMember(writer, "products", article.products);
  base::WriteMember(writer, "versions", article.versions);
  base::WriteMember(writer, "tags", article.tags);
  base::WriteMember(writer, "kind", Name(article.kind));
  base::WriteMember(writer, "confidence", Name(article.confidence));
  base::WriteMember(writer, "created", article.created);
  base::WriteMember(writer, "updated", article.updated);
  base::WriteMember(writer, "reviewBy", article.review_by);
  base::WriteMember(writer, "symptoms", article.symptoms);
  base::WriteMember(writer, "related", article.related);
  base::WriteMember(writer, "errorCodes", article.error_codes);
  base::WriteMember(writer, "url", answer::OriginalUrl(article));
  base::JsonKey(writer, "translations");
  writer.StartArray();
  for (const auto& [lang, id] : translations) {
    writer.StartObject();
    base::WriteMember(writer, "lang", lang);
    base::WriteMember(writer, "id", id);
    base::WriteMember(writer, "url", answer::ArticlePath(lang, id));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace funnel::api
