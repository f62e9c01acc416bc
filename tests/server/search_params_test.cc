// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/search_params.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <string>

#include "server/http/parameter.h"

namespace funnel {
namespace {

/// "q|lang|limit|offset|most bytes", or the status and why not.
std::string Line(const http::WebRequest& request) {
  const auto search = api::SearchRequestOf(request);
  if (!search) return fmt::format("{} {}", search.error().problem->status, search.error().detail);
  return fmt::format("{}|{}|{}|{}|{}", search->query, search->lang, search->limit, search->offset,
                     search->max_bytes);
}

std::string Get(const std::multimap<std::string, std::string>& params) {
  http::WebRequest request;
  request.method = "GET";
  request.params = params;
  return Line(request);
}

std::string Post(const std::string& body, const std::string& type = "application/json") {
  http::WebRequest request;
  request.method = "POST";
  request.content_type = type;
  request.body = body;
  return Line(request);
}

TEST_CASE("SearchParams: what an address may ask") {
  const std::string kLimit = "400 limit must be 1 to 50";
  const std::string kMissing = "400 q is missing: what is to be searched for?";
  const struct {
    std::multimap<std::string, std::string> params;
    std::string line;
  } rows[] = {
      {{{"q", "printer"}}, "printer||10|0|1024"},
      {{{"q", "a"}, {"lang", "zh-TW"}, {"limit", "50"}, {"offset", "950"}},
       "a|zh-Hant|50|950|1024"},
      {{{"q", "a"}, {"lang", ""}}, "a||10|0|1024"},
      {{{"q", "a"}, {"limit", "1"}, {"offset", "999"}}, "a||1|999|1024"},
      {{{"q", "a"}, {"limit", "1"}, {"offset", "1000"}}, "400 offset + limit must be at most 1000"},
      {{{"q", "a"}, {"limit", "0"}}, kLimit},
      {{{"q", "a"}, {"limit", "51"}}, kLimit},
      {{{"q", "a"}, {"limit", "-1"}}, kLimit},
      {{{"q", "a"}, {"limit", "1e1"}}, kLimit},
      {{{"q", "a"}, {"limit", ""}}, kLimit},
      {{{"q", "a"}, {"offset", "x"}}, "400 offset must be a whole number"},
      {{{"q", "a"}, {"offset", "99999999999999999999"}}, "400 offset must be a whole number"},
      {{}, kMissing},
      {{{"q", " \t\n"}}, kMissing},
      {{{"q", "\x01\x7F"}}, kMissing},
      {{{"q", "a"}, {"lang", "not a tag"}},
       "400 lang is no language tag (BCP 47), such as th or zh-Hant"},
      {{{"q", std::string(1024, 'a')}}, std::string(1024, 'a') + "||10|0|1024"},
      {{{"q", std::string(1025, 'a')}},
       "414 q is longer than 1024 bytes: POST a longer text as JSON"},
      {{{"q", "a"}, {"other", "1"}}, "a||10|0|1024"},
  };
  for (const auto& row : rows) CHECK(Get(row.params) == row.line);
}

TEST_CASE("SearchParams: what a body may ask") {
  const std::string kMembers =
      "400 the body holds q and lang (text), limit and offset (numbers), filter (text or array), "
      "facets (array of names), verbatim (true or false) only";
  const struct {
    std::string body, line;
  } rows[] = {
      {R"({"q": "printer"})", "printer||10|0|65536"},
      {R"({"q": "a", "lang": "fil", "limit": 3, "offset": 4})", "a|tl|3|4|65536"},
      {R"({"q": 1})", kMembers},
      {R"({"q": "a", "limit": "3"})", kMembers},
      {R"({"q": "a", "limit": -3})", kMembers},
      {R"({"q": "a", "limit": 3.5})", kMembers},
      {R"({"q": "a", "query": "b"})", kMembers},
      {R"({"limit": 3})", "400 q is missing: what is to be searched for?"},
      {R"({"q": "a", "limit": 51})", "400 limit must be 1 to 50"},
      {R"({"q": "a", "offset": 4294967295})", "400 offset + limit must be at most 1000"},
      {"[]", "400 the body must be a JSON object"},
      {R"({"q": "a"}})", ""},
      {"", ""},
      {"{\"q\": \"\xFF\"}", ""},
      {R"({"q": ")" + std::string(65536, 'a') + "\"}", std::string(65536, 'a') + "||10|0|65536"},
      {R"({"q": ")" + std::string(65537, 'a') + "\"}", "413 q is longer than 65536 bytes"},
  };
  for (const auto& row : rows) {
    if (row.line.empty()) {
      CHECK(Post(row.body).starts_with("400 the body is no JSON"));
    } else {
      CHECK(Post(row.body) == row.line);
    }
  }
  CHECK(Post(R"({"q": "a"})", "application/json; charset=utf-8") == "a||10|0|65536");
  CHECK(Post("q=a", "application/x-www-form-urlencoded").starts_with("415 send application/json"));
}

/// "product version|(product=a & tag=b)", or "code parameter: why not".
std::string FilterLine(const tl::expected<SearchRequest, api::ParamError>& search) {
  if (!search) {
    const api::ParamError& error = search.error();
    return fmt::format("{} {}: {}", error.problem->code, error.parameter, error.detail);
  }
  std::string line;
  for (const Facet facet : search->facets) line += std::string(Name(facet)) + ' ';
  const auto write = [&](const auto& self, const Filter& filter) -> void {
    line += filter.is == Filter::Is::kAll ? "all(" : filter.is == Filter::Is::kAny ? "any(" : "";
    if (filter.is == Filter::Is::kFacet) line += filter.values.front() + ' ';
    for (const Filter& part : filter.parts) self(self, part);
    if (filter.is == Filter::Is::kAll || filter.is == Filter::Is::kAny) line += ')';
  };
  write(write, search->filter);
  return line;
}

TEST_CASE("SearchParams: filters and facets") {
  http::WebRequest get;
  get.method = "GET";
  const struct {
    std::multimap<std::string, std::string> params;
    std::string line;
  } rows[] = {
      {{{"filter", "tag = a"}, {"facets", "product,tag,language"}}, "product tag lang a "},
      {{{"q", "x"}, {"filter", ""}, {"facets", ""}}, "all()"},
      {{{"facets", "*"}}, "kind lang product version tag all()"},
      {{{"q", "x"}, {"filter", "tag = a AND (tag = b OR tag = c)"}}, "all(a any(b c ))"},
      {{{"q", "x"}, {"filter", "tag = a b"}},
       "invalid-filter filter: the filter is wrong at character 9: put a value of several words "
       "into "
       "quotation marks"},
      {{{"q", "x"}, {"facets", "product,colour"}},
       "unknown-facet facets: unknown facet 'colour': use kind, lang, product, version or tag"},
      {{{"q", "x"}, {"lang", "not a tag"}},
       "invalid-input lang: lang is no language tag (BCP 47), such as th or zh-Hant"},
      {{{"q", "x"}, {"offset", "991"}},
       "invalid-input offset: offset + limit must be at most 1000"},
      {{{"q", "x"}, {"limit", "51"}}, "invalid-input limit: limit must be 1 to 50"},
      {{{"q", " "}}, "invalid-input q: q is missing: what is to be searched for?"},
  };
  for (const auto& row : rows) {
    get.params = row.params;
    CHECK(FilterLine(api::SearchRequestOf(get)) == row.line);
  }
  http::WebRequest post;
  post.method = "POST";
  post.content_type = "application/json";
  const struct {
    std::string body, line;
  } bodies[] = {
      {R"({"filter": "tag = a", "facets": ["product", "tag"]})", "product tag a "},
      {R"({"filter": ["tag = a", ["tag = b", "tag = c"], []]})", "all(a any(b c ))"},
      {R"({"filter": ["tag = a AND tag = b"], "facets": "kind,lang"})", "kind lang all(all(a b ))"},
      {R"({"q": "x", "filter": null, "facets": null})", "all()"},
      {R"({"q": "x", "filter": []})", "all()"},
      {R"({"facets": ["*"]})", "kind lang product version tag all()"},
      {R"({"filter": ["tag = a", 1]})",
       "invalid-filter filter: filter is a text, or an array of texts and of arrays of texts"},
      {R"({"filter": [["tag = a", ["tag = b"]]]})",
       "invalid-filter filter: filter is a text, or an array of texts and of arrays of texts"},
      {R"({"filter": ["colour = a"]})",
       "invalid-filter filter: the filter is wrong at character 1: articles are not filtered by "
       "this "
       "name: use product, version, tag, lang, kind, updated or id"},
      {R"({"facets": [1]})",
       "unknown-facet facets: unknown facet '': use kind, lang, product, version or tag"},
      {R"({"q": "x", "filter": 1})",
       "invalid-input filter: the body holds q and lang (text), limit and offset (numbers), filter "
       "(text or array), facets (array of names), verbatim (true or false) only"},
  };
  for (const auto& row : bodies) {
    post.body = row.body;
    CHECK(FilterLine(api::SearchRequestOf(post)) == row.line);
  }
}

TEST_CASE("SearchParams: a query is clean text") {
  const struct {
    std::string query, clean;
  } rows[] = {
      {"a\tb\nc", "a\tb\nc"},       {std::string("a\0b", 3), "a b"},
      {"a\x1B[31m\x7F", "a [31m "}, {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"เครื่อง", "เครื่อง"},
  };
  for (const auto& row : rows) CHECK(http::CleanQuery(row.query) == row.clean);
}

TEST_CASE("SearchParams: numbers") {
  const struct {
    std::string text;
    std::size_t number;
  } rows[] = {{"0", 0}, {"7", 7}, {"1000000", 1'000'000}, {"007", 7}};
  for (const auto& row : rows) {
    std::size_t number = 99;
    CHECK(http::ParseNumber(row.text, &number));
    CHECK(number == row.number);
  }
  for (const std::string text : {"", "-1", "+1", " 1", "1 ", "1x", "1000001", "1.0"}) {
    std::size_t number = 99;
    CHECK_FALSE(http::ParseNumber(text, &number));
    CHECK(number == 99);
  }
}

TEST_CASE("SearchParams: what is typed") {
  const auto line = [](const std::multimap<std::string, std::string>& params) -> std::string {
    http::WebRequest request;
    request.method = "GET";
    request.params = params;
    const auto suggest = api::SuggestRequestOf(request);
    if (!suggest) {
      return fmt::format("{} {}", suggest.error().problem->status, suggest.error().detail);
    }
    return fmt::format("{}|{}|{}", suggest->text, suggest->lang, suggest->limit);
  };
  CHECK(line({}) == "||10");
  CHECK(line({{"q", "pri"}, {"lang", "zh-TW"}, {"limit", "50"}}) == "pri|zh-Hant|50");
  for (const char* limit : {"0", "51", "-1", "x", ""}) {
    CHECK(line({{"q", "pri"}, {"limit", limit}}) == "400 limit must be 1 to 50");
  }
  CHECK(line({{"q", "pri"}, {"lang", "no tag"}}) ==
        "400 lang is no language tag (BCP 47), such as th or zh-Hant");
  CHECK(line({{"q", std::string(1025, 'a')}}) == "414 q is longer than 1024 bytes");
}

}  // namespace
}  // namespace funnel
