// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/facet_key.h"

#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/normalized_text.h"

namespace funnel::store {
namespace {

std::string_view PrefixOf(Facet facet) {
  if (facet == Facet::kProduct) return schema::kProductPrefix;
  return facet == Facet::kTag ? schema::kTagPrefix : std::string_view();
}

}  // namespace

std::string FacetKey(Facet facet, std::string_view value) {
  if (facet == Facet::kKind || facet == Facet::kLanguage) return std::string(value);
  const text::NormalizedText normal = text::Normalize(value);
  const std::string folded = text::CaseFolded(normal.text, 0, normal.text.length());
  const std::string_view prefix = PrefixOf(facet);
  return schema::IndexTerm(prefix, folded).substr(prefix.size());
}

}  // namespace funnel::store
