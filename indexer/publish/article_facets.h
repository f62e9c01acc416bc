// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "indexer/store/forward/facet.h"

namespace funnel::publish {

/// The terms that filter for a product and a tag, however their letters are cased.
std::string ProductTerm(std::string_view product);
std::string TagTerm(std::string_view tag);

/// Of a facet with more values an article has only so many, the first ones, and of a longer value
/// only its beginning is shown.
inline constexpr std::size_t kMostFacetValues = 256;
inline constexpr std::size_t kMostFacetBytes = 255;

/// What `article` is counted by, each value with its store::FacetKey.
std::vector<store::FacetValue> FacetsOf(const Article& article);

}  // namespace funnel::publish
