// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/dead_end.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "funnel/filter.h"
#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

struct Language {
  const char* lang;
  const char* title;
  const char* body;
  const char* word;  ///< Of the title and of the body.
};

const std::vector<Language> kLanguages = {
    {"en", "The printer is offline", "Switch the printer on.", "printer"},
    {"th", "เครื่องพิมพ์ออฟไลน์", "เปิดเครื่องพิมพ์อีกครั้ง", "เครื่องพิมพ์"},
    {"ja", "プリンターがオフライン", "プリンターの電源を入れます。", "プリンター"},
    {"ko", "프린터가 오프라인입니다", "프린터 전원을 켭니다.", "프린터"},
    {"zh-Hant", "印表機離線", "請開啟印表機。", "印表機"},
    {"hi", "प्रिंटर ऑफ़लाइन है", "प्रिंटर चालू करें।", "प्रिंटर"},
    {"vi", "Máy in ngoại tuyến", "Bật máy in lên.", "máy in"},
    {"ru", "Принтер не в сети", "Включите принтер.", "принтер"},
    {"id", "Pencetak luring", "Nyalakan pencetak.", "pencetak"}};

std::vector<Article> Articles() {
  std::vector<Article> articles;
  for (const Language& language : kLanguages) {
    Article article = MakeArticle("printer", language.lang, language.title, language.body);
    article.products = {"Paper"};
    article.updated = "2026-01-0" + std::to_string(articles.size() % 9 + 1);
    articles.push_back(article);
  }
  Article ink = MakeArticle("secret", "en", "Unpublished zeppelin", "The printer of the zeppelin.");
  ink.products = {"Zeppelin"};
  ink.updated = "2026-02-01";
  ink.audience = Audience::kInternal;
  articles.push_back(ink);
  return articles;
}

SearchResponse Answer(Searcher& searcher, const SearchRequest& request) {
  Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  return *std::move(response);
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string line;
  for (const std::string& part : parts) line += '[' + part + ']';
  return line;
}

TEST_CASE("Search: where conditions leave nothing, the question without them, in every language") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  for (const Language& language : kLanguages) {
    CAPTURE(std::string(language.lang));
    const std::string word = language.word;
    const auto check = [&](const SearchRequest& request, const std::string& left_out, bool filter) {
      CAPTURE(request.query);
      const SearchResponse response = Answer(searcher, request);
      CHECK(response.hits.empty());
      REQUIRE(response.fewer.has_value());
      CHECK(Joined(response.fewer->left_out) == left_out);
      CHECK(response.fewer->filter_left_out == filter);
      CHECK(response.fewer->hits.front().lang == language.lang);
      CHECK(response.fewer->estimated_total_hits >= 1);
      CHECK(response.newest.front().lang == language.lang);
    };
    // Filters by kind: no article is a case.
    check(Ask(word + " kind:case", language.lang), "[kind:case]", false);
    SearchRequest request = Ask(word, language.lang);
    request.filter = ParseFilter("kind = case").value();
    check(request, "", true);
    request.query = word + " kind:case";
    check(request, "[kind:case]", true);

    request = Ask(word, language.lang);
    CHECK_FALSE(Answer(searcher, request).hits.empty());
    CHECK_FALSE(Answer(searcher, request).fewer.has_value());
    CHECK(Answer(searcher, request).newest.empty());
    request.filter = ParseFilter("kind = case").value();
    request.offset = 10;
    CHECK_FALSE(Answer(searcher, request).fewer.has_value());
  }
}

TEST_CASE("Search: what is excluded or quoted is left out first, and nothing without need") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  SearchResponse response = Answer(searcher, Ask("printer -printer product:paper", "en"));
  REQUIRE(response.fewer.has_value());
  CHECK(Joined(response.fewer->left_out) == "[-printer]");
  CHECK(response.fewer->query == "printer product:paper");
  CHECK(Answer(searcher, Ask(response.fewer->query, "en")).hits.size() ==
        response.fewer->hits.size());

  // Nothing else is there to be left out.
  for (const char* query : {"qqqzzz", "qqqzzz kind:case", "\"qqqzzz\"", "?!"}) {
    CAPTURE(std::string(query));
    response = Answer(searcher, Ask(query, "en"));
    CHECK(response.hits.empty());
    CHECK_FALSE(response.fewer.has_value());
    REQUIRE(response.newest.size() == 1);
    CHECK(response.newest.front().id == "printer");
  }
}

TEST_CASE(
    "Search: without hits the newest of the product that is named, in the reader's language") {
  const TempDir dir;
  std::vector<Article> articles = Articles();
  for (const char* lang : {"en", "th", "ko"}) {
    Article scan = MakeArticle("scan", lang, "Scan", "Scan.");
    scan.products = {"Photo Lab"};
    scan.updated = "2020-01-01";
    articles.push_back(scan);
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  const auto first = [&](const char* query, const char* lang) {
    const SearchResponse response = Answer(searcher, Ask(query, lang));
    CHECK(response.hits.empty());
    std::string line;
    for (const ListedArticle& one : response.newest) line += one.lang + '/' + one.id + ' ';
    return line;
  };
  CHECK(first("qqqzzz product:\"photo lab\"", "th") == "th/scan ");
  CHECK(first("qqqzzz product:\"photo lab\"", "ja").starts_with("en/scan "));
  CHECK(first("qqqzzz", "ko") == "ko/printer ko/scan ");
  CHECK(first("qqqzzz", "").size() > 20);
}

TEST_CASE("Search: what is offered for nothing found is of the asker's audience") {
  const TempDir with;
  testing::Publish(with.path(), Articles());
  const TempDir without;
  std::vector<Article> open = Articles();
  open.pop_back();
  testing::Publish(without.path(), open);
  Searcher mixed = OpenBase(with);
  Searcher alone = OpenBase(without);
  for (const char* query : {"zeppelin", "zeppelin kind:case", "zeppelin product:Zeppelin",
                            "printer kind:case", "unpublished"}) {
    CAPTURE(std::string(query));
    const SearchResponse a = Answer(mixed, Ask(query, "en"));
    const SearchResponse b = Answer(alone, Ask(query, "en"));
    CHECK(a.hits.size() == b.hits.size());
    CHECK(a.fewer.has_value() == b.fewer.has_value());
    REQUIRE(a.newest.size() == b.newest.size());
    for (std::size_t i = 0; i < a.newest.size(); ++i) CHECK(a.newest[i].id == b.newest[i].id);
    if (a.fewer) CHECK(a.fewer->hits.size() == b.fewer->hits.size());
  }
}

}  // namespace
}  // namespace funnel
