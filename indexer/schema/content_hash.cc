// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/article.h"
#include "indexer/base/hash.h"

namespace funnel {

std::string ContentHash(const Article& article) {
  base::FieldHasher hasher;
  for (const std::string* field :
       {&article.id, &article.family, &article.lang, &article.title, &article.summary,
        &article.body, &article.created, &article.updated, &article.review_by, &article.url}) {
    hasher.Add(std::string_view(*field));
  }
  for (std::string_view name : {Name(article.kind), Name(article.audience), Name(article.state),
                                Name(article.confidence)}) {
    hasher.Add(name);
  }
  hasher.Add(article.format == BodyFormat::kPlain ? "plain" : "markdown");
  for (const auto* list : {&article.products, &article.versions, &article.tags, &article.authors,
                           &article.symptoms, &article.questions, &article.related}) {
    hasher.Add(*list);
  }
  for (const auto& [key, value] : article.extra) {
    hasher.Add(std::string_view(key));
    hasher.Add(std::string_view(value));
  }
  return hasher.Digest();
}

}  // namespace funnel
