// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
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

}  // namespace funnel::api
