// SPDX-License-Identifier: GPL-2.0-or-later
// A search that has no time for all that it does.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using std::chrono::milliseconds;
using testing::MakeArticle;
using testing::TempDir;

Searcher OpenBase(const TempDir& dir) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

/// "spelling snippets"
std::string Omitted(const SearchResponse& response) {
  std::string names;
  for (const Omission omission : response.incomplete) {
    names += (names.empty() ? "" : " ") + std::string(Name(omission));
  }
  return names;
}

/// Text of `bytes`, of words that begin with s.
std::string LongText(int number, std::size_t bytes) {
  std::string text = "The printer stays offline.";
  for (unsigned i = 0; text.size() < bytes; ++i) {
    text += i % 12 == 0 ? ". S" : " s";
    for (unsigned rest = (i * 7919 + number * 104729) % 50000, d = 0; d < 5; ++d, rest /= 10) {
      text += static_cast<char>('a' + rest % 10);
    }
  }
  return text;
}

TEST_CASE(
    "Searcher: fifty large articles are shown within the deadline, with what there is time for" *
    doctest::test_suite("slow")) {
  constexpr std::size_t kArticles = 50;
  const TempDir dir;
  std::vector<Article> articles;
  for (std::size_t i = 0; i < kArticles; ++i) {
    articles.push_back(MakeArticle("a" + std::to_string(i), "en", "Printer " + std::to_string(i),
                                   LongText(static_cast<int>(i), 100'000)));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  SearchRequest request;
  request.query = "printer stays offline saaaa";
  request.limit = kArticles;
  request.did_you_mean = false;  // It comes behind the snippets, and takes what time is left.
  request.deadline = milliseconds::max();
  const auto timed = [&](Result<SearchResponse>& response) {
    const auto begin = std::chrono::steady_clock::now();
    response = searcher.Search(request);
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
  };
  Result<SearchResponse> response = SearchResponse();
  const milliseconds all = timed(response);
  REQUIRE(response.has_value());
  CHECK(Omitted(*response) == "");

  // Snippets are what takes most of the time, and the last to come. The first search, which also
  // fills the caches, may have taken longer than the next needs.
  milliseconds took = all;
  for (request.deadline = all * 2 / 3; request.deadline > milliseconds(0);
       request.deadline = request.deadline * 3 / 4) {
    took = timed(response);
    REQUIRE_MESSAGE(response.has_value(), response.error().message);
    if (!response->incomplete.empty()) break;
  }
  // Spelling, too, on a busy machine.
  CHECK(Omitted(*response).ends_with("snippets"));
  REQUIRE(response->hits.size() == kArticles);
  const auto shown =
      std::count_if(response->hits.begin(), response->hits.end(),
                    [](const Hit& hit) { return !hit.snippet.empty() && !hit.title.empty(); });
  CHECK(shown < static_cast<long>(kArticles));
  CHECK(took < all * 2);  // on a busy machine

  // No time at all: what stage 1 found is shown nevertheless.
  request.deadline = milliseconds(0);
  request.query = "printer saaxx sxxaa";
  timed(response);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  CHECK(Omitted(*response) == "spelling snippets");
  REQUIRE(response->hits.size() == kArticles);
  for (const Hit& hit : response->hits) {
    CHECK(hit.title.starts_with("Printer "));
    CHECK(hit.snippet.empty());
  }
  const Result<Explanation> explanation = searcher.Explain(request, {});
  REQUIRE_FALSE(explanation.has_value());
  CHECK(explanation.error().code == ErrorCode::kTimeout);
}

}  // namespace
}  // namespace funnel
