// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "funnel/indexer.h"
#include "funnel/searcher.h"
#include "tests/support/temp_dir.h"

namespace funnel {

namespace {

Article Dated(const std::string& lang, const std::string& id, const std::string& updated,
              const std::vector<std::string>& products = {}) {
  Article article;
  article.lang = lang;
  article.id = article.family = id;
  article.title = "Title of " + id;
  article.body = article.text = "Some text.";
  article.updated = updated;
  article.products = products;
  return article;
}

void Publish(const std::filesystem::path& dir, const std::vector<Article>& articles,
             const std::vector<std::pair<std::string, std::string>>& gone = {}) {
  auto indexer = Indexer::Open(dir);
  REQUIRE(indexer);
  for (const Article& article : articles) REQUIRE(indexer->Add(article));
  for (const auto& [lang, id] : gone) REQUIRE(indexer->Remove(lang, id));
  REQUIRE(indexer->Commit());
}

/// "en/a th/b".
std::string Names(const Result<std::vector<ListedArticle>>& listed) {
  REQUIRE(listed);
  std::string names;
  for (const ListedArticle& article : *listed) {
    names += (names.empty() ? "" : " ") + article.lang + "/" + article.id;
  }
  return names;
}

std::vector<Article> Samples() {
  Article internal = Dated("en", "c-internal", "2026-09-09", {"Secret"});
  internal.audience = Audience::kInternal;
  Article draft = Dated("en", "c-draft", "2026-09-09");
  draft.state = State::kDraft;
  return {Dated("th", "เครื่อง พิมพ์", "2026-03-01", {"ÉCLAIR"}),
          Dated("en", "b", "2026-02-01", {"Éclair", "Other"}),
          Dated("en", "a/b", "2026-04-01"),
          Dated("ja", "印刷", "2025-01-01", {"Éclair"}),
          Dated("zh-Hant", "a", "2026-01-15"),
          Dated("zh-Hans", "a", "2026-01-16"),
          Dated("en", "undated", ""),
          internal,
          draft};
}

}  // namespace

TEST_CASE("Listing: by language and id, a page after the other") {
  const testing::TempDir dir;
  Publish(dir.path(), Samples());
  auto searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher);
  CHECK(Names(searcher->List("", "", 100)) ==
        "en/a/b en/b en/undated ja/印刷 th/เครื่อง พิมพ์ zh-Hans/a zh-Hant/a");
  CHECK(Names(searcher->List("", "", 2)) == "en/a/b en/b");
  CHECK(Names(searcher->List("en", "b", 3)) == "en/undated ja/印刷 th/เครื่อง พิมพ์");
  CHECK(Names(searcher->List("en", "az", 1)) == "en/b");
  CHECK(Names(searcher->List("zh-Hans", "a", 9)) == "zh-Hant/a");
  CHECK(Names(searcher->List("zh-Hant", "a", 9)).empty());
  CHECK(Names(searcher->List("zzz", "a", 9)).empty());
  CHECK(Names(searcher->List("", "", 0)).empty());
}

TEST_CASE("Listing: those that changed last, by product and language") {
  const testing::TempDir dir;
  Publish(dir.path(), Samples());
  auto searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher);
  CHECK(Names(searcher->Newest({})) == "en/a/b th/เครื่อง พิมพ์ en/b zh-Hans/a zh-Hant/a ja/印刷");
  CHECK(Names(searcher->Newest({.limit = 2})) == "en/a/b th/เครื่อง พิมพ์");
  CHECK(Names(searcher->Newest({.product = "éclair"})) == "th/เครื่อง พิมพ์ en/b ja/印刷");
  CHECK(Names(searcher->Newest({.product = "éclair", .lang = "ja"})) == "ja/印刷");
  CHECK(Names(searcher->Newest({.lang = "zh-Hant"})) == "zh-Hant/a");
  CHECK(Names(searcher->Newest({.lang = "en", .undated = true})) == "en/a/b en/b en/undated");
  CHECK(Names(searcher->Newest({.product = "secret"})).empty());
  CHECK(Names(searcher->Newest({.product = "\x01"})).empty());
  CHECK(Names(searcher->Newest({.lang = "xx"})).empty());
  CHECK(Names(searcher->Newest({.limit = 0})).empty());
  CHECK(searcher->Products(10).value().size() == 2);
  CHECK(searcher->Products(1).value().size() == 1);
}

TEST_CASE("Listing: follows what is published, and what is gone") {
  const testing::TempDir dir;
  Publish(dir.path(), Samples());
  auto searcher = Searcher::Open(dir.path(), Audience::kInternal);
  REQUIRE(searcher);
  CHECK(Names(searcher->Newest({.lang = "en"})) == "en/c-internal en/a/b en/b");
  Publish(dir.path(), {Dated("en", "b", "2026-11-01"), Dated("en", "undated", "2026-05-05")},
          {{"en", "a/b"}});
  CHECK(Names(searcher->Newest({.lang = "en"})) == "en/b en/c-internal en/undated");
  CHECK(Names(searcher->List("", "", 3)) == "en/b en/c-internal en/undated");
}

}  // namespace funnel
