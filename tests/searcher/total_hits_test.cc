// SPDX-License-Identifier: GPL-2.0-or-later
// SearchResponse::estimated_total_hits.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/publish/publish.h"
#include "indexer/store/curation/curation.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::TempDir;

constexpr int kFamilies = 1300;

/// Words, and how many families have them: the first ones.
struct Word {
  const char* text;
  std::size_t families;
};
constexpr Word kWords[] = {{"alpha", 5},  {"bravo", 115},  {"delta", 150},
                           {"golf", 999}, {"hotel", 1000}, {"kilo", 1300}};

/// Each family in each of these languages.
void PublishFamilies(const TempDir& dir, const std::vector<std::string>& langs) {
  std::vector<Article> articles;
  for (int i = 0; i < kFamilies; ++i) {
    std::string text = "Nothing more.";
    for (const Word& word : kWords) {
      if (static_cast<std::size_t>(i) < word.families) text += std::string(" ") + word.text;
    }
    for (const std::string& lang : langs) {
      articles.push_back(MakeArticle("a" + std::to_string(i), lang, "Note", text));
    }
  }
  testing::Publish(dir.path(), articles);
}

Searcher OpenBase(const TempDir& dir) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

/// "150", where all pages of a question tell that total and have their 10 hits.
std::string Totals(Searcher& searcher, const std::string& query) {
  std::set<std::size_t> totals;
  for (const std::size_t offset : {0, 10, 95, 100, 140, 500, 980, 990}) {
    SearchRequest request;
    request.query = query;
    request.lang = "en";
    request.offset = offset;
    request.deadline = std::chrono::milliseconds::max();
    request.snippets = false;
    const Result<SearchResponse> response = searcher.Search(request);
    REQUIRE_MESSAGE(response.has_value(), response.error().message);
    CAPTURE(offset);
    const std::size_t total = response->estimated_total_hits;
    CHECK(response->hits.size() == std::min<std::size_t>(10, total - std::min(total, offset)));
    totals.insert(total);
  }
  std::string line;
  for (const std::size_t total : totals) {
    line += (line.empty() ? "" : " ") + (total > kMaxDepth ? "many" : std::to_string(total));
  }
  return line;
}

TEST_CASE("Searcher: the total is that of families, exact up to 1,000, the same on every page") {
  for (const std::vector<std::string>& langs :
       {std::vector<std::string>{"en"}, {"en", "id", "ms"}}) {
    CAPTURE(langs.size());
    const TempDir dir;
    PublishFamilies(dir, langs);
    Searcher searcher = OpenBase(dir);
    for (const Word& word : kWords) {
      CAPTURE(word.text);
      // "note" stands in every title: what has it is ranked, not counted twice.
      for (const std::string& query : {std::string(word.text), std::string("\"more alpha\"")}) {
        CAPTURE(query);
        const bool phrase = query.front() == '"';
        const std::size_t families = phrase ? 5 : word.families;
        CHECK(Totals(searcher, query) ==
              (families > kMaxDepth ? "many" : std::to_string(families)));
      }
      const std::size_t others = word.families - 5;
      CHECK(Totals(searcher, std::string(word.text) + " -alpha") ==
            (others > kMaxDepth ? "many" : std::to_string(others)));
    }
  }
}

TEST_CASE("Searcher: the total of a pasted text is what its pages hold") {
  const TempDir dir;
  PublishFamilies(dir, {"en", "id"});
  Searcher searcher = OpenBase(dir);
  const std::string texts[] = {
      "Hello,\n\nsince Monday golf does not start. We tried delta twice.\n\nThen hotel said bravo. "
      "What can we do about golf and delta?\n\nRegards\n",
      "2026-03-04 10:00:01 INFO golf starts\n2026-03-04 10:00:02 ERROR hotel: delta failed\n"
      "2026-03-04 10:00:03 INFO golf starts\n2026-03-04 10:00:04 ERROR hotel: bravo failed\n"};
  for (const std::string& text : texts) {
    CAPTURE(text);
    const std::string total = Totals(searcher, text);  // Every page has its hits, so many in all.
    CHECK(total.find(' ') == std::string::npos);
    CHECK(total != "0");
  }
}

TEST_CASE("Searcher: a pinned article counts once, found or not, on every page") {
  const TempDir dir;
  PublishFamilies(dir, {"en", "id"});
  const auto pin = [&](const std::string& rules) {
    auto publish = publish::Publish::Open(dir.path());
    REQUIRE(publish.has_value());
    (*publish)->PutCuration({{store::CurationKind::kPins, rules}});
    REQUIRE((*publish)->Commit().has_value());
  };
  Searcher searcher = OpenBase(dir);
  // a140 is found, beyond what the first page looks at; a1200 is not.
  pin("= delta -> a140\n");
  CHECK(Totals(searcher, "delta") == "150");
  pin("= delta -> a1200\n= delta -> a140\n");
  CHECK(Totals(searcher, "delta") == "151");
  pin("= zulu -> a7\n");
  CHECK(Totals(searcher, "zulu") == "1");
}

}  // namespace
}  // namespace funnel
