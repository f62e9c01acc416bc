// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/search_params.h"

#include <string>
#include <utility>

#include "indexer/base/json.h"
#include "server/http/parameter.h"

namespace funnel::api {

namespace {

using Params = tl::expected<SearchRequest, ParamError>;

tl::unexpected<ParamError> Bad(const http::Problem& problem, std::string detail) {
  return tl::unexpected<ParamError>(ParamError{&problem, std::move(detail)});
}

Params Checked(SearchRequest search) {
  if (search.query.find_first_not_of(" \t\n") == std::string::npos) {
    return Bad(http::kBadRequest, "q is missing: what is to be searched for?");
  }
  if (!search.lang.empty()) {
    auto lang = CanonicalLanguage(search.lang);
    if (!lang)
      return Bad(http::kBadRequest, "lang is no language tag (BCP 47), such as th or zh-Hant");
    search.lang = *lang;
  }
  if (search.limit < 1 || search.limit > kMaxLimit) {
    return Bad(http::kBadRequest, "limit must be 1 to " + std::to_string(kMaxLimit));
  }
  if (search.offset + search.limit > kMaxDepth) {
    return Bad(http::kBadRequest, "offset + limit must be at most " + std::to_string(kMaxDepth));
  }
  return search;
}

Params FromQuery(const http::WebRequest& request) {
  SearchRequest search;
  search.max_bytes = kMaxQueryBytes;
  if (const std::string* q = request.Param("q")) search.query = http::CleanQuery(*q);
  if (search.query.size() > kMaxQueryBytes) {
    return Bad(http::kTooLong, "q is longer than " + std::to_string(kMaxQueryBytes) +
                                   " bytes: POST a longer text as JSON");
  }
  if (const std::string* lang = request.Param("lang")) search.lang = *lang;
  const std::string* limit = request.Param("limit");
  if (limit && !http::ParseNumber(*limit, &search.limit)) {
    return Bad(http::kBadRequest, "limit must be 1 to " + std::to_string(kMaxLimit));
  }
  const std::string* offset = request.Param("offset");
  if (offset && !http::ParseNumber(*offset, &search.offset)) {
    return Bad(http::kBadRequest, "offset must be a whole number");
  }
  return Checked(std::move(search));
}

Params FromJson(const http::WebRequest& request) {
  if (!request.content_type.starts_with("application/json")) {
    return Bad(http::kUnsupportedMedia,
               "send application/json, such as {\"q\": \"printer offline\"}");
  }
  const auto document = base::ParseJson(request.body, {.max_bytes = request.body.size()});
  if (!document) return Bad(http::kBadRequest, "the body is " + document.error().message);
  if (!document->IsObject()) return Bad(http::kBadRequest, "the body must be a JSON object");
  SearchRequest search;
  search.max_bytes = kMaxPastedBytes;
  for (const auto& member : document->GetObject()) {
    const std::string_view name = base::JsonView(member.name);
    if (name == "q" && member.value.IsString()) {
      search.query = http::CleanQuery(base::JsonView(member.value));
    } else if (name == "lang" && member.value.IsString()) {
      search.lang = base::JsonView(member.value);
    } else if (name == "limit" && member.value.IsUint()) {
      search.limit = member.value.GetUint();
    } else if (name == "offset" && member.value.IsUint()) {
      search.offset = member.value.GetUint();
    } else {
      return Bad(http::kBadRequest,
                 "the body holds q and lang (text), limit and offset (numbers) only");
    }
  }
  if (search.query.size() > kMaxPastedBytes) {
    return Bad(http::kPayloadTooLarge,
               "q is longer than " + std::to_string(kMaxPastedBytes) + " bytes");
  }
  return Checked(std::move(search));
}

}  // namespace

Params SearchRequestOf(const http::WebRequest& request) {
  return request.method == "POST" ? FromJson(request) : FromQuery(request);
}

}  // namespace funnel::api
