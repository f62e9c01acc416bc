// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/article_json.h"

#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/json.h"

namespace funnel::exports {
namespace {

class Line {
 public:
  Line() { json_.StartObject(); }

  void Add(std::string_view key, std::string_view text) {
    if (!text.empty()) Always(key, text);
  }

  void Always(std::string_view key, std::string_view text) {
    Key(key);
    String(text);
  }

  void Add(std::string_view key, const std::vector<std::string>& list) {
    if (list.empty()) return;
    Key(key);
    json_.StartArray();
    for (const std::string& item : list) String(item);
    json_.EndArray();
  }

  void Add(std::string_view key, const std::vector<std::pair<std::string, std::string>>& pairs) {
    if (pairs.empty()) return;
    Key(key);
    json_.StartObject();
    for (const auto& [name, value] : pairs) Always(name, value);
    json_.EndObject();
  }

  std::string Take() {
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void Key(std::string_view key) {
    json_.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  }
  void String(std::string_view text) {
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
};

}  // namespace

std::string ArticleToJsonLine(const Article& article) {
  Line line;
  line.Always("id", article.id);
  if (article.family != article.id) line.Always("family", article.family);
  line.Always("lang", article.lang);
  line.Always("title", article.title);
  line.Add("summary", article.summary);
  line.Always("kind", Name(article.kind));
  line.Always("audience", Name(article.audience));
  line.Always("state", Name(article.state));
  line.Always("confidence", Name(article.confidence));
  line.Add("created", article.created);
  line.Add("updated", article.updated);
  line.Add("review-by", article.review_by);
  line.Add("products", article.products);
  line.Add("versions", article.versions);
  line.Add("tags", article.tags);
  line.Add("authors", article.authors);
  line.Add("symptoms", article.symptoms);
  line.Add("questions", article.questions);
  line.Add("related", article.related);
  line.Add("url", article.url);
  line.Add("imported-from", article.source);
  line.Add("extra", article.extra);
  line.Always(article.format == BodyFormat::kPlain ? "text" : "body", article.body);
  return line.Take();
}

}  // namespace funnel::exports
