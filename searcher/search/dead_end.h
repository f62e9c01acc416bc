// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/store/reader.h"

namespace funnel::search {

/// A question with less of what made it find nothing.
struct LessAsked {
  SearchRequest request;              ///< Without a filter where `filter` is true.
  std::vector<std::string> left_out;  ///< As typed.
  bool filter = false;                ///< The request's own filter is left out, too.
};

/// What to ask where `request` finds nothing, the nearest to it first: without exclusions and
/// quotation marks, then without filters and shortcuts either. None where it has none of these, or
/// where nothing would be left to ask. Throws what store::Reader throws.
std::vector<LessAsked> WithLess(store::Reader& reader, const SearchRequest& request);

/// The product that the question is about: that of its filter or shortcut, else the longest name of
/// `products` that stands in it. Empty for none.
std::string ProductOf(store::Reader& reader, const SearchRequest& request,
                      const std::vector<std::string>& products);

}  // namespace funnel::search
