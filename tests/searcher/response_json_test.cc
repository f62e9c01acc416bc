// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/response_json.h"

#include <doctest/doctest.h>

#include <limits>

#include "indexer/base/json.h"

namespace funnel {
namespace {

Hit SomeHit() {
  Hit hit;
  hit.id = "printing/queue stuck";
  hit.family = "printing/queue stuck";
  hit.lang = "th";
  hit.title = "คิวการพิมพ์ค้าง";
  hit.title_pieces = {{"คิวการพิมพ์", false}, {"ค้าง", true}};
  hit.snippet = {{"a < b & ", false}, {"\"ค้าง\"", true}, {" </script>", false}};
  hit.score = 1.5;
  hit.products = {"Tamarind Print"};
  hit.updated = "2026-02-11";
  return hit;
}

TEST_CASE("Response JSON: every member, in the order of the interface") {
  SearchRequest request;
  request.query = "ค้าง";
  request.offset = 10;
  request.limit = 5;
  SearchResponse response;
  response.hits = {SomeHit()};
  response.estimated_total_hits = 11;
  response.confidence = 0.25;
  response.other_languages = {{"en", 0.5, true, true, 3, {SomeHit()}}};
  response.generation = "gen-000007";
  CHECK(answer::ResponseToJson(request, response, 2.25, "0f8fad5b") ==
        R"({"queryId":"0f8fad5b","query":"ค้าง","hits":[{"rank":11,)"
        R"("id":"printing/queue stuck","family":"printing/queue stuck",)"
        R"("lang":"th","title":"คิวการพิมพ์ค้าง","markedTitle":"คิวการพิมพ์<mark>ค้าง<\/mark>",)"
        R"("url":"/articles/th/printing/queue%20stuck",)"
        R"("snippet":"a &lt; b &amp; <mark>&quot;ค้าง&quot;<\/mark> &lt;/script&gt;","score":1.5,)"
        R"("kind":"article","products":["Tamarind Print"],"updated":"2026-02-11"}],)"
        R"("estimatedTotalHits":11,"confidence":0.25,"answered":false,)"
        R"("otherLanguages":[{"lang":"en",)"
        R"("confidence":0.5,"place":"first","translated":true,"hits":[)"
        R"({"rank":1,"id":"printing/queue stuck","family":"printing/queue stuck",)"
        R"("lang":"th","title":"คิวการพิมพ์ค้าง","markedTitle":"คิวการพิมพ์<mark>ค้าง<\/mark>",)"
        R"("url":"/articles/th/printing/queue%20stuck",)"
        R"("snippet":"a &lt; b &amp; <mark>&quot;ค้าง&quot;<\/mark> &lt;/script&gt;","score":1.5,)"
        R"("kind":"article","products":["Tamarind Print"],"updated":"2026-02-11"}],)"
        R"("estimatedTotalHits":3}],"offset":10,"limit":5,"processingTimeMs":2.25,)"
        R"("generation":"gen-000007"})");
}

TEST_CASE("Response JSON: facets in their order, with the number of their values") {
  SearchResponse response;
  response.facets = {{Facet::kTag, {{"คิว \"a\"", 12}, {"</b>", 3}}, 120}, {Facet::kKind, {}, 0}};
  const std::string text = answer::ResponseToJson({}, response, 0);
  CHECK(text.find(R"("estimatedTotalHits":0,"facetDistribution":{"tag":{"คิว \"a\"":12,)"
                  R"("<\/b>":3},"kind":{}},"facetValues":{"tag":120,"kind":0},"confidence")") !=
        std::string::npos);
  CHECK(answer::ResponseToJson({}, SearchResponse(), 0).find("facet") == std::string::npos);
}

TEST_CASE("Response JSON: says what there was no time for") {
  SearchResponse response;
  response.incomplete = {Omission::kSpelling, Omission::kTranslation, Omission::kSnippets};
  const std::string text = answer::ResponseToJson({}, response, 0);
  CHECK(text.find(R"("incomplete":["spelling","translation","snippets"],"offset":0)") !=
        std::string::npos);
}

TEST_CASE("Response JSON: whatever the input, the answer is valid JSON and closes no script") {
  SearchRequest request;
  request.query = "</script>\xFF\xC0\xAF\"\\\x01<//";
  SearchResponse response;
  Hit hit = SomeHit();
  hit.title = "</script>\xE3\x81";
  hit.score = std::numeric_limits<double>::quiet_NaN();
  response.hits = {hit};
  const std::string text =
      answer::ResponseToJson(request, response, std::numeric_limits<double>::infinity());
  CHECK(text.find("</") == std::string::npos);
  const auto parsed = base::ParseJson(text, {.max_bytes = text.size()});
  REQUIRE(parsed);
  const rapidjson::Document& document = *parsed;
  CHECK(base::JsonView(document["query"]).starts_with("</script>\uFFFD"));
  CHECK(base::JsonView(document["hits"][0]["title"]) == "</script>\uFFFD");
  CHECK(document["hits"][0]["score"].GetDouble() == 0);
}

TEST_CASE("Response JSON: where a hit leads") {
  const struct {
    const char *url, *id, *expected;
  } examples[] = {
      {"", "a/b", "/articles/en/a/b"},
      {"", "100% ?#&", "/articles/en/100%25%20%3F%23%26"},
      {"", "文", "/articles/en/%E6%96%87"},
      {"https://example.com/a", "a", "https://example.com/a"},
      {"http://example.com/a", "a", "http://example.com/a"},
      {"javascript:alert(1)", "a", "/articles/en/a"},
      {"//example.com", "a", "/articles/en/a"},
      {"HTTPS://example.com/a", "a", "HTTPS://example.com/a"},
      {" http://example.com", "a", "/articles/en/a"},
  };
  for (const auto& example : examples) {
    Hit hit;
    hit.lang = "en";
    hit.id = example.id;
    hit.url = example.url;
    CHECK(answer::HitUrl(hit) == example.expected);
  }
}

TEST_CASE("Article JSON: the fields of the front matter, without what only authors need") {
  Article article;
  article.id = article.family = "a";
  article.lang = "en";
  article.title = "T";
  article.body = "</p>";
  article.source = "secret/path.md";
  article.extra = {{"ms.author", "secret"}};
  article.authors = {"secret"};
  const std::string text = answer::ArticleToJson(article);
  CHECK(text.find("secret") == std::string::npos);
  const auto parsed = base::ParseJson(text, {.max_bytes = text.size()});
  REQUIRE(parsed);
  const rapidjson::Document& document = *parsed;
  CHECK(base::JsonView(document["body"]) == "</p>");
  CHECK(base::JsonView(document["format"]) == "markdown");
  CHECK(base::JsonView(document["audience"]) == "public");
  CHECK(document["errorCodes"].IsArray());
}

TEST_CASE("Article JSON: an original is one on the web, or none") {
  const struct {
    const char *url, *expected;
  } examples[] = {
      {"", ""},
      {"https://example.com/a", "https://example.com/a"},
      {"HTTP://example.com/a", "HTTP://example.com/a"},
      {"javascript:alert(1)", ""},
      {"JavaScript://example.com/%0Aalert(1)", ""},
      {"data:text/html,<script>alert(1)</script>", ""},
      {"//example.com", ""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.url);
    Article article;
    article.url = example.url;
    CHECK(answer::OriginalUrl(article) == example.expected);
    const std::string text = answer::ArticleToJson(article);
    CHECK(text.find(R"("url":")" + std::string(example.expected) + '"') != std::string::npos);
  }
}

}  // namespace
}  // namespace funnel
