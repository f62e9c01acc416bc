// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/search_params.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/base/json.h"
#include "server/api/params.h"
#include "server/http/parameter.h"

namespace funnel::api {

namespace {

using Asked = tl::expected<SearchRequest, ParamError>;
using AskedToExplain = tl::expected<ExplainRequest, ParamError>;
using Read = tl::expected<void, ParamError>;

tl::unexpected<ParamError> BadLimit(std::size_t most = kMaxLimit) {
  return BadParam(http::kBadRequest, "limit", "limit must be 1 to " + std::to_string(most));
}

Asked Checked(SearchRequest search) {
  const bool listed = !search.filter.empty() || !search.facets.empty();
  if (!listed && http::IsBlank(search.query)) {
    return BadParam(http::kBadRequest, "q", "q is missing: what is to be searched for?");
  }
  auto lang = ReadLanguage("lang", search.lang);
  if (!lang) return tl::unexpected(lang.error());
  search.lang = *std::move(lang);
  if (search.limit < 1 || search.limit > kMaxLimit) return BadLimit();
  if (search.offset + search.limit > kMaxDepth) {
    return BadParam(http::kBadRequest, "offset",
                    "offset + limit must be at most " + std::to_string(kMaxDepth));
  }
  return search;
}

Result<Filter> AddFilter(const rapidjson::Value& value, Filter::Is is) {
  if (value.IsString()) return ParseFilter(base::JsonView(value));
  Filter joined;
  joined.is = is;
  for (const rapidjson::Value& part : value.GetArray()) {
    if (part.IsArray() && part.Empty()) continue;
    if (!part.IsString() && (is == Filter::Is::kAny || !part.IsArray())) {
      return Fail(ErrorCode::kInvalidInput,
                  "filter is a text, or an array of texts and of arrays of texts");
    }
    Result<Filter> read = AddFilter(part, Filter::Is::kAny);
    if (!read) return read;
    joined.parts.push_back(*std::move(read));
  }
  return joined;
}

Read TakeFilter(Result<Filter> filter, SearchRequest& search) {
  if (!filter) return BadParam(http::kBadFilter, "filter", filter.error().message);
  search.filter = *std::move(filter);
  return {};
}

Read TakeFacet(std::string_view name, SearchRequest& search) {
  if (name == "*") {
    for (std::size_t i = 0; i < kFacetCount; ++i) {
      search.facets.push_back(static_cast<Facet>(i));
    }
    return {};
  }
  const Result<Facet> facet = ParseFacet(http::CleanQuery(name));
  if (!facet) return BadParam(http::kUnknownFacet, "facets", facet.error().message);
  search.facets.push_back(*facet);
  return {};
}

/// Names with commas between.
Read TakeFacets(std::string_view names, SearchRequest& search) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    if (Read read = TakeFacet(names.substr(0, end), search); !read) return read;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return {};
}

Asked FromQuery(const http::WebRequest& request, bool counts) {
  SearchRequest search;
  if (const std::string* verbatim = request.Param("verbatim"); counts && verbatim) {
    if (*verbatim != "true" && *verbatim != "false") {
      return BadParam(http::kBadRequest, "verbatim", "verbatim is true or false");
    }
    search.verbatim = *verbatim == "true";
  }
  search.max_bytes = kMaxQueryBytes;
  if (const std::string* q = request.Param("q")) search.query = http::CleanQuery(*q);
  if (search.query.size() > kMaxQueryBytes) {
    return BadParam(http::kTooLong, "q",
                    "q is longer than " + std::to_string(kMaxQueryBytes) +
                        " bytes: POST a longer text as JSON");
  }
  if (const std::string* lang = request.Param("lang")) search.lang = *lang;
  const std::string* limit = request.Param("limit");
  if (limit && !http::ParseNumber(*limit, &search.limit)) return BadLimit();
  const std::string* offset = request.Param("offset");
  if (offset && !http::ParseNumber(*offset, &search.offset)) {
    return BadParam(http::kBadRequest, "offset", "offset must be a whole number");
  }
  const std::string* filter = request.Param("filter");
  if (filter && !filter->empty()) {
    Read read = TakeFilter(ParseFilter(http::CleanQuery(*filter)), search);
    if (!read) return tl::unexpected(read.error());
  }
  if (const std::string* facets = counts ? request.Param("facets") : nullptr) {
    if (Read read = TakeFacets(*facets, search); !read) return tl::unexpected(read.error());
  }
  return Checked(std::move(search));
}

/// The name of a member that a body may have; empty for another.
std::string_view KnownName(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "q", "lang", "limit", "offset", "filter", "facets", "verbatim", "ids"};
  const auto* const known = std::find(kNames.begin(), kNames.end(), name);
  return known == kNames.end() ? std::string_view() : *known;
}

Read TakeId(std::string_view text, std::vector<std::string>& ids) {
  std::string id = http::CleanQuery(text);
  if (id.empty() || id.size() > kMaxIdBytes || ids.size() == kMaxExplained) {
    return BadParam(http::kBadRequest, "ids",
                    "ids are at most " + std::to_string(kMaxExplained) + " ids of articles");
  }
  ids.push_back(std::move(id));
  return {};
}

/// Ids with commas between.
Read TakeIds(std::string_view list, std::vector<std::string>& ids) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (Read read = TakeId(list.substr(0, end), ids); !read) return read;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return {};
}

AskedToExplain CheckedToExplain(ExplainRequest explain) {
  if (http::IsBlank(explain.search.query)) {
    return BadParam(http::kBadRequest, "q", "q is missing: what is to be explained?");
  }
  if (explain.search.limit > kMaxExplained) return BadLimit(kMaxExplained);
  explain.search.snippets = false;
  return explain;
}

/// A member of the body that is no plain text or number; false where there is no such member.
tl::expected<bool, ParamError> FromMember(std::string_view name, const rapidjson::Value& value,
                                          SearchRequest& search) {
  if (name == "filter" && (value.IsString() || value.IsArray() || value.IsNull())) {
    if (value.IsNull() || (value.IsString() && value.GetStringLength() == 0)) return true;
    Read read = TakeFilter(AddFilter(value, Filter::Is::kAll), search);
    if (!read) return tl::unexpected(read.error());
    return true;
  }
  if (name != "facets") return false;
  if (value.IsString()) {
    if (Read read = TakeFacets(base::JsonView(value), search); !read) {
      return tl::unexpected(read.error());
    }
  }
  if (value.IsArray()) {
    for (const rapidjson::Value& facet : value.GetArray()) {
      const std::string_view text = facet.IsString() ? base::JsonView(facet) : std::string_view();
      if (Read read = TakeFacet(text, search); !read) return tl::unexpected(read.error());
    }
  }
  return value.IsString() || value.IsArray() || value.IsNull();
}

/// With `ids`, what is to be explained; else a search.
Asked FromJson(const http::WebRequest& request, std::vector<std::string>* ids) {
  if (!http::IsJson(request.content_type)) {
    return BadParam(http::kUnsupportedMedia, {},
                    "send application/json, such as {\"q\": \"printer offline\"}");
  }
  const auto document = base::ParseJson(request.body, {.max_bytes = request.body.size()});
  if (!document) return BadParam(http::kBadRequest, {}, "the body is " + document.error().message);
  if (!document->IsObject())
    return BadParam(http::kBadRequest, {}, "the body must be a JSON object");
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
    } else if (!ids && name == "verbatim" && member.value.IsBool()) {
      search.verbatim = member.value.GetBool();
    } else if (ids && name == "ids" && member.value.IsArray()) {
      for (const rapidjson::Value& id : member.value.GetArray()) {
        const std::string_view text = id.IsString() ? base::JsonView(id) : std::string_view();
        if (Read read = TakeId(text, *ids); !read) return tl::unexpected(read.error());
      }
    } else {
      const bool other = ids && name == "facets";
      const auto taken = other ? false : FromMember(name, member.value, search);
      if (!taken) return tl::unexpected(taken.error());
      if (*taken) continue;
      return BadParam(
          http::kBadRequest, KnownName(name),
          std::string("the body holds q and lang (text), limit and offset (numbers), filter "
                      "(text or array), ") +
              (ids ? "and ids (array of ids) only"
                   : "facets (array of names), verbatim (true or false) only"));
    }
  }
  if (search.query.size() > kMaxPastedBytes) {
    return BadParam(http::kPayloadTooLarge, "q",
                    "q is longer than " + std::to_string(kMaxPastedBytes) + " bytes");
  }
  return Checked(std::move(search));
}

}  // namespace

Asked SearchRequestOf(const http::WebRequest& request) {
  return request.method == "POST" ? FromJson(request, nullptr) : FromQuery(request, true);
}

AskedToExplain ExplainRequestOf(const http::WebRequest& request) {
  ExplainRequest explain;
  const bool post = request.method == "POST";
  Asked search = post ? FromJson(request, &explain.ids) : FromQuery(request, false);
  if (!search) return tl::unexpected(search.error());
  explain.search = *std::move(search);
  const std::string* ids = post ? nullptr : request.Param("ids");
  if (ids) {
    if (Read read = TakeIds(*ids, explain.ids); !read) return tl::unexpected(read.error());
  }
  return CheckedToExplain(std::move(explain));
}

tl::expected<SuggestRequest, ParamError> SuggestRequestOf(const http::WebRequest& request) {
  const auto params = Params::Read(request, {"q", "lang"}, {"limit"});
  if (!params) return tl::unexpected(params.error());
  SuggestRequest suggest;
  suggest.text = http::CleanQuery(params->Text("q"));
  if (suggest.text.size() > kMaxQueryBytes) {
    return BadParam(request.method == "POST" ? http::kPayloadTooLarge : http::kTooLong, "q",
                    "q is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  auto lang = params->Language("lang");
  if (!lang) return tl::unexpected(lang.error());
  const auto limit = params->Number("limit", 1, kMaxSuggestions, suggest.limit);
  if (!limit) return tl::unexpected(limit.error());
  suggest.lang = std::move(*lang);
  suggest.limit = *limit;
  return suggest;
}

}  // namespace funnel::api
