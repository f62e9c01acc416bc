// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "funnel/searcher.h"
#include "funnel/suggest.h"
#include "server/api/param_error.h"
#include "server/http/web.h"

namespace funnel::api {

/// Most hits of one answer of the API.
inline constexpr std::size_t kMaxLimit = 50;

/// The search that GET /v1/search?q=&lang=&limit=&offset=&filter=&facets= asks for, or POST
/// /v1/search with the same names in a JSON object, whose q may be a pasted log. A filter is as
/// ParseFilter reads it; in a body also an array of such, all of which hold, and arrays of them in
/// that, of which one does. Facets are names with commas between, or an array of them; "*" is all.
/// With a filter or facets, q may be empty.
tl::expected<SearchRequest, ParamError> SearchRequestOf(const http::WebRequest& request);

/// A search, and the articles of it to explain: without ids its hits.
struct ExplainRequest {
  SearchRequest search;
  std::vector<std::string> ids;
};

/// Most articles that one answer explains: each takes milliseconds.
inline constexpr std::size_t kMaxExplained = 10;

/// What /v1/explain?q=&lang=&limit=&offset=&filter=&ids= asks for, or a POST of the same: as
/// SearchRequestOf, but q is never empty. Ids stand with commas between, or in an array.
tl::expected<ExplainRequest, ParamError> ExplainRequestOf(const http::WebRequest& request);

/// What /v1/suggest?q=&lang=&limit= asks for, or a POST of the same; q may be empty.
tl::expected<SuggestRequest, ParamError> SuggestRequestOf(const http::WebRequest& request);

}  // namespace funnel::api
