// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "funnel/searcher.h"
#include "tests/support/temp_dir.h"

namespace funnel::testing {

inline Searcher OpenBase(const TempDir& dir, Audience audience = Audience::kPublic) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), audience);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

inline SearchRequest Ask(std::string query, std::string lang = "") {
  SearchRequest request;
  request.query = std::move(query);
  request.lang = std::move(lang);
  return request;
}

/// The ids of the hits, best first, joined by spaces; or the error's message.
inline std::string Ids(Searcher& searcher, const SearchRequest& request) {
  const Result<SearchResponse> response = searcher.Search(request);
  if (!response) return "error: " + response.error().message;
  std::string ids;
  for (const Hit& hit : response->hits) {
    ids += (ids.empty() ? "" : " ") + hit.id;
    if (!request.lang.empty()) ids += "/" + hit.lang;
  }
  return ids;
}

}  // namespace funnel::testing
