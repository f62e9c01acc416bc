// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html_cache.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace funnel {

namespace {

Article Made(const std::string& body) {
  Article article;
  article.id = "a";
  article.title = "T";
  article.body = body;
  article.sections = {{"H", "h", 2, SectionRole::kOther, 0, 1}};
  return article;
}

}  // namespace

TEST_CASE("ArticleHtmlCache: the same body is rendered once") {
  site::ArticleHtmlCache cache;
  Article article = Made("## H\n\nx\n");
  const auto first = cache.Get(article);
  CHECK(first->html == "<h2 id=\"h\">H</h2>\n<p>x</p>\n");
  CHECK(first->html == site::RenderArticle(article).html);
  article.updated = "2026-01-01";  // The body does not show it.
  article.products = {"P"};
  CHECK(cache.Get(article) == first);
}

TEST_CASE("ArticleHtmlCache: what the body shows makes it another one") {
  const std::vector<std::function<void(Article&)>> changes = {
      [](Article& article) { article.body += "y"; },
      [](Article& article) { article.title = "H"; },
      [](Article& article) { article.format = BodyFormat::kPlain; },
      [](Article& article) { article.sections[0].anchor = "i"; },
      [](Article& article) { article.sections[0].heading = "I"; },
      [](Article& article) { article.sections[0].level = 0; },
  };
  site::ArticleHtmlCache cache;
  const auto first = cache.Get(Made("## H\n\nx\n"));
  for (const auto& change : changes) {
    Article article = Made("## H\n\nx\n");
    change(article);
    const auto changed = cache.Get(article);
    CHECK(changed->html != first->html);
    CHECK(changed->html == site::RenderArticle(article).html);
  }
}

TEST_CASE("ArticleHtmlCache: the least recently shown goes first") {
  const auto body = [](char c) { return std::string(10'000, c); };
  site::ArticleHtmlCache cache(25'000);
  const auto a = cache.Get(Made(body('a')));
  const auto b = cache.Get(Made(body('b')));
  CHECK(cache.Get(Made(body('a'))) == a);
  const auto c = cache.Get(Made(body('c')));
  CHECK(cache.bytes() <= 25'000);
  CHECK(cache.bytes() > 20'000);
  CHECK(cache.Get(Made(body('a'))) == a);
  CHECK(cache.Get(Made(body('c'))) == c);
  CHECK(cache.Get(Made(body('b'))) != b);  // What was given out stays what it was.
  CHECK(b->html == "<p>" + body('b') + "</p>\n");
}

TEST_CASE("ArticleHtmlCache: what is longer than all that is kept is not kept") {
  site::ArticleHtmlCache cache(5'000);
  const auto small = cache.Get(Made("x"));
  CHECK(cache.Get(Made(std::string(10'000, 'a')))->html.size() > 10'000);
  CHECK(cache.bytes() < 5'000);
  CHECK(cache.Get(Made("x")) == small);
}

TEST_CASE("ArticleHtmlCache: threads share it") {
  site::ArticleHtmlCache cache(20'000);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&cache, &count = wrong[t]] {
      for (int i = 0; i < 500; ++i) {
        const std::string body = std::string(1000, 'a') + std::to_string(i % 40);
        if (cache.Get(Made(body))->html != "<p>" + body + "</p>\n") ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4));
  CHECK(cache.bytes() <= 20'000);
}

}  // namespace funnel
