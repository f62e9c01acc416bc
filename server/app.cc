// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/app.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <utility>

#include "indexer/base/json.h"
#include "searcher/answer/response_json.h"
#include "server/api/article_json.h"
#include "server/api/search_params.h"
#include "server/site/assets.h"

namespace funnel::server {

namespace {

/// Related articles shown on a page.
constexpr std::size_t kMaxRelated = 6;

http::WebReply JsonReply(std::string body) {
  http::WebReply reply;
  reply.content_type = "application/json";
  reply.body = std::move(body);
  reply.body += '\n';
  reply.Header("Cache-Control", "private, no-cache");
  reply.Header("Vary", "Accept-Encoding");
  return reply;
}

/// The rest of a path behind a prefix; false if it does not begin with it.
bool After(std::string_view path, std::string_view prefix, std::string_view* rest) {
  if (!path.starts_with(prefix)) return false;
  *rest = path.substr(prefix.size());
  return true;
}

/// The methods that a path knows besides HEAD; empty where there is no such path.
std::string_view AllowedMethods(std::string_view path) {
  if (path == "/v1/search") return "GET, HEAD, POST";
  if (path == "/" || path == "/search" || path == "/healthz" || path.starts_with("/assets/") ||
      path.starts_with("/articles/") || path.starts_with("/v1/articles/")) {
    return "GET, HEAD";
  }
  return {};
}

}  // namespace

App::App(std::filesystem::path dir) : pool_(std::move(dir), Audience::kPublic) {}

Result<void> App::Check() {
  return pool_.With([](Searcher& searcher) -> Result<void> {
    const auto count = searcher.Count();
    if (!count) return Fail(count.error());
    return {};
  });
}

http::WebReply App::Handle(const http::WebRequest& request) {
  try {
    return Route(request);
  } catch (const std::exception& error) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, error.what());
  } catch (...) {
    spdlog::error("{} {}: unknown exception", request.method, request.raw_path);
  }
  return http::ProblemReply(http::kInternalProblem, {}, request.raw_path);
}

http::WebReply App::Refuse(const http::WebRequest& request, const http::Problem& problem,
                           std::string_view detail) {
  if (http::IsApiPath(request.path)) return http::ProblemReply(problem, detail, request.raw_path);
  return site::ErrorPage(site::ReaderOf(request), problem);
}

http::WebReply App::Failed(const http::WebRequest& request, const Error& error) {
  const http::Problem& problem = http::ProblemFor(error.code);
  if (problem.status >= 500) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, api::CleanQuery(error.message));
  }
  return Refuse(request, problem, http::PublicDetail(error));
}

http::WebReply App::Route(const http::WebRequest& request) {
  const std::string_view path = request.path;
  const std::string_view allowed = AllowedMethods(path);
  if (allowed.empty()) return Refuse(request, http::kNotFoundProblem, {});
  if (allowed.find(request.method) == std::string_view::npos) {
    http::WebReply reply = Refuse(request, http::kMethodNotAllowed, {});
    reply.Header("Allow", std::string(allowed));
    return reply;
  }
  std::string_view rest;
  if (path == "/") return site::HomePage(ReaderWithBase(request));
  if (path == "/search") return PageSearch(request);
  if (path == "/healthz") return Health(request);
  if (path == "/v1/search") return ApiSearch(request);
  if (After(path, "/articles/", &rest)) return PageArticle(request, rest);
  if (After(path, "/v1/articles/", &rest)) return ApiArticle(request, rest);
  http::WebReply asset = site::AssetReply(request);
  return asset.status == 404 ? Refuse(request, http::kNotFoundProblem, {}) : asset;
}

http::WebReply App::ApiSearch(const http::WebRequest& request) {
  const auto search = api::SearchRequestOf(request);
  if (!search) return Refuse(request, *search.error().problem, search.error().detail);
  const auto start = std::chrono::steady_clock::now();
  const auto response = pool_.With([&](Searcher& searcher) { return searcher.Search(*search); });
  if (!response) return Failed(request, response.error());
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return JsonReply(answer::ResponseToJson(*search, *response, taken.count()));
}

http::WebReply App::Health(const http::WebRequest& request) {
  std::size_t articles = 0;
  const auto response = pool_.With([&](Searcher& searcher) -> Result<SearchResponse> {
    const auto count = searcher.Count();
    if (!count) return Fail(count.error());
    articles = *count;
    SearchRequest probe;
    probe.query = "-";  // Has no word, so nothing is searched: it tells the generation.
    probe.snippets = false;
    return searcher.Search(probe);
  });
  if (!response) return Failed(request, response.error());
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::JsonKey(writer, "status");
  base::JsonString(writer, "ok");
  base::JsonKey(writer, "generation");
  base::JsonString(writer, response->generation);
  base::JsonKey(writer, "articles");
  writer.Uint64(articles);
  writer.EndObject();
  return JsonReply({buffer.GetString(), buffer.GetSize()});
}

Result<App::ArticleView> App::Look(std::string_view rest, bool with_related) {
  const std::size_t slash = rest.find('/');
  const std::string_view id = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
  const auto lang = CanonicalLanguage(rest.substr(0, slash));
  if (!lang || id.empty() || id.size() > 200) return Fail(ErrorCode::kNotFound, "no such article");
  return pool_.With([&](Searcher& searcher) -> Result<ArticleView> {
    auto article = searcher.Get(*lang, id);
    if (!article) return Fail(article.error());
    auto translations = searcher.TranslationsOf(article->family);
    if (!translations) return Fail(translations.error());
    ArticleView view{std::move(*article), std::move(*translations), {}};
    if (!with_related) return view;
    for (const std::string& other : view.article.related) {
      if (view.related.size() == kMaxRelated) break;
      auto found = searcher.Get(*lang, other);
      if (!found && *lang != "en") found = searcher.Get("en", other);
      if (found) view.related.push_back({found->lang, found->id, found->title});
    }
    return view;
  });
}

http::WebReply App::ApiArticle(const http::WebRequest& request, std::string_view rest) {
  const auto view = Look(rest, false);
  if (!view) return Failed(request, view.error());
  return JsonReply(api::PublicArticleJson(view->article, view->translations));
}

site::PageReader App::ReaderWithBase(const http::WebRequest& request, std::string_view otherwise) {
  site::PageReader reader = site::ReaderOf(request, otherwise);
  auto langs = pool_.With([](Searcher& searcher) { return searcher.Languages(); });
  if (langs) reader.base_languages = std::move(*langs);
  return reader;
}

http::WebReply App::PageSearch(const http::WebRequest& request) {
  site::PageReader reader = ReaderWithBase(request);
  const std::string* q = request.Param("q");
  const std::string query = q ? api::CleanQuery(*q) : std::string();
  if (query.find_first_not_of(" \t\n") == std::string::npos) return site::HomePage(reader);
  SearchRequest search;
  search.query = query;
  search.lang = reader.lang;
  search.limit = site::kHitsPerPage;
  search.max_bytes = kMaxQueryBytes;
  if (query.size() > kMaxQueryBytes) return site::ErrorPage(reader, http::kTooLong);
  const std::string* offset = request.Param("offset");
  if ((offset && !api::ParseNumber(*offset, &search.offset)) ||
      search.offset + search.limit > kMaxDepth) {
    return site::ErrorPage(reader, http::kBadRequest);
  }
  const auto response = pool_.With([&](Searcher& searcher) { return searcher.Search(search); });
  if (!response) return Failed(request, response.error());
  return site::SearchPage(reader, query, search.offset, *response);
}

http::WebReply App::PageArticle(const http::WebRequest& request, std::string_view rest) {
  const auto view = Look(rest, true);
  if (!view) return Failed(request, view.error());
  return site::ArticlePage(ReaderWithBase(request, view->article.lang), view->article,
                           view->translations, view->related);
}

}  // namespace funnel::server
