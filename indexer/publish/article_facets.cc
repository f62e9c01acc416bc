// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/article_facets.h"

#include <algorithm>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/normalized_text.h"

namespace funnel::publish {
namespace {

using store::Facet;
using store::FacetValue;

std::string FoldedTerm(std::string_view prefix, std::string_view name) {
  const text::NormalizedText normal = text::Normalize(name);
  return schema::IndexTerm(prefix, text::CaseFolded(normal.text, 0, normal.text.length()));
}

std::string Shown(std::string_view name) {
  if (name.size() <= kMostFacetBytes) return std::string(name);
  return std::string(name.substr(0, base::CharacterBegin(name, kMostFacetBytes)));
}

void AddFolded(Facet facet, std::string_view prefix, const std::vector<std::string>& names,
               std::vector<FacetValue>& values) {
  const std::size_t count = std::min(names.size(), kMostFacetValues);
  for (std::size_t i = 0; i < count; ++i) {
    std::string key = FoldedTerm(prefix, names[i]).substr(prefix.size());
    if (!key.empty()) values.push_back({facet, std::move(key), Shown(names[i])});
  }
}

}  // namespace

std::string ProductTerm(std::string_view product) {
  return FoldedTerm(schema::kProductPrefix, product);
}

std::string TagTerm(std::string_view tag) { return FoldedTerm(schema::kTagPrefix, tag); }

std::vector<FacetValue> FacetsOf(const Article& article) {
  std::vector<FacetValue> values;
  const std::string kind(Name(article.kind));
  values.push_back({Facet::kKind, kind, kind});
  values.push_back({Facet::kLanguage, article.lang, article.lang});
  AddFolded(Facet::kProduct, schema::kProductPrefix, article.products, values);
  AddFolded(Facet::kVersion, {}, article.versions, values);
  AddFolded(Facet::kTag, schema::kTagPrefix, article.tags, values);
  return values;
}

}  // namespace funnel::publish
