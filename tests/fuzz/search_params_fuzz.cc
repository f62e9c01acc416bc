// SPDX-License-Identifier: GPL-2.0-or-later
#include <utility>

#include "indexer/base/utf8.h"
#include "server/api/search_params.h"
#include "tests/fuzz/fuzz_input.h"

namespace api = funnel::api;

// The body of POST /v1/search, or, behind a '?', the value of each parameter of GET.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = funnel::fuzz::TextOf(data, size);
  funnel::http::WebRequest request;
  if (text.starts_with('?')) {
    request.method = "GET";
    std::size_t from = 1;
    for (const char* name : {"q", "lang", "limit", "offset", "filter", "facets"}) {
      const std::size_t end = std::min(text.find('&', from), text.size());
      request.params.emplace(name, text.substr(from, end - from));
      from = std::min(end + 1, text.size());
    }
  } else {
    request.method = "POST";
    request.content_type = "application/json";
    request.body = text;
  }
  const auto search = api::SearchRequestOf(std::as_const(request));
  if (!search) {
    funnel::fuzz::Require(search.error().problem != nullptr && !search.error().detail.empty(),
                          "a refusal says what is wrong");
    return 0;
  }
  funnel::fuzz::Require(funnel::base::FindInvalidUtf8(search->query) == std::string::npos,
                        "a query is UTF-8");
  const bool listed = !search->filter.empty() || !search->facets.empty();
  funnel::fuzz::Require(listed || !search->query.empty(), "something is asked");
  funnel::fuzz::Require(search->query.size() <= search->max_bytes,
                        "a query is as long as it may be");
  funnel::fuzz::Require(search->limit >= 1 && search->limit <= api::kMaxLimit &&
                            search->offset + search->limit <= funnel::kMaxDepth,
                        "a page is no deeper than it may be");
  return 0;
}
