// SPDX-License-Identifier: GPL-2.0-or-later
// Requests that the tests of audiences share; named so that their program takes it in.
#include "tests/server/tier_questions.h"

#include <doctest/doctest.h>

#include <set>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "server/mcp/article_uri.h"
#include "tests/server/tiered_articles.h"

namespace funnel::test {

namespace {

using Params = std::multimap<std::string, std::string>;

std::string Quoted(const std::string& text) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  base::JsonString(writer, text);
  return {buffer.GetString(), buffer.GetSize()};
}

/// `text` without its last character.
std::string Shorter(const std::string& text) {
  return text.substr(0, base::CharacterBegin(text, text.size() - 1));
}

class Asker {
 public:
  Asker(std::uint32_t seed, const std::vector<Article>& articles)
      : maker_(seed + 2000), articles_(articles) {}

  std::vector<TierQuestion> All() {
    for (const TierWords& words : AllTierWords()) {
      for (int i = 0; i < 3; ++i) AskText(words.lang, Text(words));
    }
    for (int i = 0; i < 8; ++i) AskArticle(maker_.Any(articles_));
    AskFilters();
    AskLists();
    AskProtocol();
    return std::move(questions_);
  }

 private:
  /// What people type: in words of all tiers, a wrong letter, or with syntax.
  std::string Text(const TierWords& words) {
    const std::string hidden = maker_.Any(words.hidden);
    std::string open = maker_.Words(words, 2, false);
    switch (maker_.Number(0, 6)) {
      case 0:
        return open;
      case 1:
        return open + " " + hidden;
      case 2:
        return Shorter(hidden);
      case 3:
        return "\"" + hidden + "\"";
      case 4:
        return open + " -" + hidden;
      case 5:
        return maker_.Any(HiddenTexts());
      default:
        return hidden + "x " + open;
    }
  }

  void AskText(const std::string& lang, const std::string& text) {
    Params params = {{"q", text}};
    if (!maker_.OneOf(4)) params.emplace("lang", lang);
    Get("/search", params);
    Get("/v1/explain", params);
    Params counted = params;
    counted.emplace("facets", "*");
    Get("/v1/search", std::move(counted));
    const std::string path = maker_.Any(kTextPaths);
    Get(path, std::move(params));
    Get("/v1/suggest", {{"q", maker_.OneOf(2) ? text : Shorter(text)}, {"lang", lang}});
    Tool(maker_.Any(kTextTools), "{\"q\":" + Quoted(text) + ",\"lang\":\"" + lang + "\"}");
  }

  void AskArticle(const Article& article) {
    const std::string address = article.lang + "/" + article.id;
    Get("/v1/articles/" + address, {}, "/v1/articles");
    Get("/articles/" + address, {}, "/articles");
    Get("/articles/" + address + ".md", {}, "/articles .md");
    Get("/v1/similar", {{"article", address}});
    Get("/v1/explain", {{"q", article.title}, {"ids", article.id}});
    Tool("get_article", "{\"lang\":\"" + article.lang + "\",\"id\":\"" + article.id + "\"}");
    Tool("similar", "{\"article\":\"" + address + "\"}");
    Protocol("resources/read",
             "{\"uri\":" + Quoted(mcp::ArticleUri(article.lang, article.id)) + "}");
  }

  void AskFilters() {
    for (const char* filter :
         {"product = \"Okapi Core\"", "tag = embargo", "version >= 9", "lang = fr", "kind = case",
          "NOT product = Tarsier", "updated >= 2025-01-01", "tag != escalation-q7"}) {
      Get("/v1/search", {{"filter", filter}, {"facets", "*"}}, "/v1/search browsed");
      Get("/v1/search", {{"q", "printer product:tarsier"}, {"filter", filter}});
    }
    Get("/v1/search", {{"facets", "*"}}, "/v1/search browsed");
    Get("/v1/search", {{"facets", "*"}, {"offset", "10"}}, "/v1/search browsed");
  }

  void AskLists() {
    for (const char* lang : {"", "en", "fr", "zh-Hant"}) {
      Get("/llms.txt", {{"lang", lang}});
      Get("/feeds/articles.atom", {{"lang", lang}});
    }
    for (const char* product : {"tarsier", "Paperway"}) {
      Get("/feeds/articles.atom", {{"product", product}});
    }
    for (const char* path : {"/", "/opensearch.xml", "/v1/openapi.json", "/none"}) {
      Get(path, {}, path, false);
    }
    Get("/healthz", {});
  }

  void AskProtocol() {
    Protocol("resources/list", "{}");
    Protocol("resources/list", "{\"cursor\":\"funnel://article/fr/f1\"}");
    Protocol("tools/list", "{}", "mcp tools/list", false);
    Protocol("resources/templates/list", "{}", "mcp resources/templates/list", false);
  }

  void Get(const std::string& path, Params params, std::string door = "", bool by_base = true) {
    http::WebRequest request;
    request.method = "GET";
    request.path = path;
    request.raw_path = "/asked";
    request.params = std::move(params);
    request.host = "help.example";
    std::string asked = path;
    for (const auto& [name, value] : request.params) asked += " " + name + "=" + value;
    if (door.empty()) door = path;
    questions_.push_back({std::move(door), std::move(asked), by_base, std::move(request)});
  }

  void Tool(const std::string& name, const std::string& arguments) {
    Protocol("tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}",
             "mcp " + name);
  }

  void Protocol(const std::string& method, const std::string& params, std::string door = "",
                bool by_base = true) {
    http::WebRequest request;
    request.method = "POST";
    request.path = request.raw_path = "/mcp";
    request.content_type = "application/json";
    request.host = "help.example";
    request.mcp_protocol_version = "2025-11-25";
    request.body =
        R"({"jsonrpc":"2.0","id":7,"method":")" + method + R"(","params":)" + params + "}";
    if (door.empty()) door = "mcp " + method;
    questions_.push_back({std::move(door), request.body, by_base, std::move(request)});
  }

  // A new door is one more path or tool here, or one more line above.
  const std::vector<std::string> kTextPaths = {"/v1/similar", "/v1/triage", "/suggestions.json"};
  const std::vector<std::string> kTextTools = {"search", "similar", "triage", "suggest"};

  TierMaker maker_;
  const std::vector<Article>& articles_;
  std::vector<TierQuestion> questions_;
};

}  // namespace

std::vector<TierQuestion> TierQuestions(std::uint32_t seed, const std::vector<Article>& articles) {
  return Asker(seed, articles).All();
}

TEST_CASE("TierQuestions: asks at every door") {
  TierMaker maker(5);
  const std::vector<Article> articles = maker.Articles(30);
  std::set<std::string> doors;
  for (const TierQuestion& question : TierQuestions(5, articles)) doors.insert(question.door);
  CHECK(doors.size() == 27);
}

}  // namespace funnel::test
