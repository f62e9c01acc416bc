// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/article_facets.h"

#include <algorithm>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/facet_key.h"

namespace funnel::publish {
namespace {

using store::Facet;
using store::FacetValue;

std::string Shown(std::string_view name) {
  if (name.size() <= kMostFacetBytes) return std::string(name);
  return std::string(name.substr(0, base::CharacterBegin(name, kMostFacetBytes)));
}

void AddFolded(Facet facet, const std::vector<std::string>& names,
               std::vector<FacetValue>& values) {
  const std::size_t count = std::min(names.size(), kMostFacetValues);
  for (std::size_t i = 0; i < count; ++i) {
    std::string key = store::FacetKey(facet, names[i]);
    if (!key.empty()) values.push_back({facet, std::move(key), Shown(names[i])});
  }
}

}  // namespace

std::string ProductTerm(std::string_view product) {
  return std::string(schema::kProductPrefix) + store::FacetKey(Facet::kProduct, product);
}

std::string TagTerm(std::string_view tag) {
  return std::string(schema::kTagPrefix) + store::FacetKey(Facet::kTag, tag);
}

std::vector<FacetValue> FacetsOf(const Article& article) {
  std::vector<FacetValue> values;
  const std::string kind(Name(article.kind));
  values.push_back({Facet::kKind, kind, kind});
  values.push_back({Facet::kLanguage, article.lang, article.lang});
  AddFolded(Facet::kProduct, article.products, values);
  AddFolded(Facet::kVersion, article.versions, values);
  AddFolded(Facet::kTag, article.tags, values);
  return values;
}

}  // namespace funnel::publish
