// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "funnel/searcher.h"
#include "server/http/problem.h"
#include "server/http/web.h"

namespace funnel::api {

/// Why the parameters of a search cannot be used.
struct ParamError {
  const http::Problem* problem = nullptr;
  std::string detail;
};

/// Most hits of one answer of the API.
inline constexpr std::size_t kMaxLimit = 50;

/// The search that GET /v1/search?q=&lang=&limit=&offset= asks for, or POST /v1/search with the
/// same names in a JSON object, whose q may be a pasted log.
tl::expected<SearchRequest, ParamError> SearchRequestOf(const http::WebRequest& request);

/// A query as it is searched and shown: valid UTF-8 without control characters.
std::string CleanQuery(std::string_view query);

/// A whole number without sign; false if `text` is none or is over 1,000,000.
bool ParseNumber(std::string_view text, std::size_t* number);

}  // namespace funnel::api
