// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/filter.h"

namespace funnel::store {

using funnel::Facet;
using funnel::kFacetCount;

/// A value that an article has of a facet. Values with one key are the same value; what stands in
/// the article may differ in how its letters are cased.
struct FacetValue {
  Facet facet = Facet::kKind;
  std::string key;
  std::string written;

  auto operator<=>(const FacetValue&) const = default;  // NOLINT(modernize-use-nullptr): no null
};

/// The same, as a view.
struct FacetView {
  Facet facet = Facet::kKind;
  std::string_view key;
  std::string_view written;
};

/// The values of one article as bytes, for schema::kFacetsSlot: each once, sorted, so that equal
/// values are equal bytes.
std::string EncodeFacets(std::vector<FacetValue> values);

/// The inverse; of damaged bytes what comes before the damage.
std::vector<FacetValue> DecodeFacets(std::string_view bytes);

}  // namespace funnel::store
