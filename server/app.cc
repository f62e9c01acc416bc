// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/app.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <utility>

#include "indexer/base/json.h"
#include "searcher/answer/response_json.h"
#include "server/api/search_params.h"
#include "server/site/assets.h"

namespace funnel {

namespace {

/// Related articles shown on a page.
constexpr std::size_t kMaxRelated = 6;

WebReply JsonReply(std::string body) {
  WebReply reply;
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

WebReply App::Handle(const WebRequest& request) {
  try {
    return Route(request);
  } catch (const std::exception& error) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, error.what());
  } catch (...) {
    spdlog::error("{} {}: unknown exception", request.method, request.raw_path);
  }
  return ProblemReply(kInternalProblem, {}, request.raw_path);
}

WebReply App::Refuse(const WebRequest& request, const Problem& problem, std::string_view detail) {
  if (IsApiPath(request.path)) return ProblemReply(problem, detail, request.raw_path);
  return ErrorPage(ReaderOf(request), problem);
}

WebReply App::Failed(const WebRequest& request, const Error& error) {
  const Problem& problem = ProblemFor(error.code);
  if (problem.status >= 500) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, CleanQuery(error.message));
  }
  return Refuse(request, problem, PublicDetail(error));
}

WebReply App::Route(const WebRequest& request) {
  const std::string_view path = request.path;
  const std::string_view allowed = AllowedMethods(path);
  if (allowed.empty()) return Refuse(request, kNotFoundProblem, {});
  if (allowed.find(request.method) == std::string_view::npos) {
    WebReply reply = Refuse(request, kMethodNotAllowed, {});
    reply.Header("Allow", std::string(allowed));
    return reply;
  }
  std::string_view rest;
  if (path == "/") return HomePage(ReaderWithBase(request));
  if (path == "/search") return PageSearch(request);
  if (path == "/healthz") return Health(request);
  if (path == "/v1/search") return ApiSearch(request);
  if (After(path, "/articles/", &rest)) return PageArticle(request, rest);
  if (After(path, "/v1/articles/", &rest)) return ApiArticle(request, rest);
  WebReply asset = AssetReply(request);
  return asset.status == 404 ? Refuse(request, kNotFoundProblem, {}) : asset;
}

WebReply App::ApiSearch(const WebRequest& request) {
  const auto search = SearchRequestOf(request);
  if (!search) return Refuse(request, *search.error().problem, search.error().detail);
  const auto start = std::chrono::steady_clock::now();
  const auto response = pool_.With([&](Searcher& searcher) { return searcher.Search(*search); });
  if (!response) return Failed(request, response.error());
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return JsonReply(ResponseToJson(*search, *response, taken.count()));
}

WebReply App::Health(const WebRequest& request) {
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
  json::Buffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  json::Key(writer, "status");
  json::String(writer, "ok");
  json::Key(writer, "generation");
  json::String(writer, response->generation);
  json::Key(writer, "articles");
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

WebReply App::ApiArticle(const WebRequest& request, std::string_view rest) {
  const auto view = Look(rest, false);
  if (!view) return Failed(request, view.error());
  return JsonReply(PublicArticleJson(view->article, view->translations));
}

PageReader App::ReaderWithBase(const WebRequest& request, std::string_view otherwise) {
  PageReader reader = ReaderOf(request, otherwise);
  auto langs = pool_.With([](Searcher& searcher) { return searcher.Languages(); });
  if (langs) reader.base_languages = std::move(*langs);
  return reader;
}

WebReply App::PageSearch(const WebRequest& request) {
  PageReader reader = ReaderWithBase(request);
  const std::string* q = request.Param("q");
  const std::string query = q ? CleanQuery(*q) : std::string();
  if (query.find_first_not_of(" \t\n") == std::string::npos) return HomePage(reader);
  SearchRequest search;
  search.query = query;
  search.lang = reader.lang;
  search.limit = kHitsPerPage;
  search.max_bytes = kMaxQueryBytes;
  if (query.size() > kMaxQueryBytes) return ErrorPage(reader, kTooLong);
  const std::string* offset = request.Param("offset");
  if ((offset && !ParseNumber(*offset, &search.offset)) ||
      search.offset + search.limit > kMaxDepth) {
    return ErrorPage(reader, kBadRequest);
  }
  const auto response = pool_.With([&](Searcher& searcher) { return searcher.Search(search); });
  if (!response) return Failed(request, response.error());
  return SearchPage(reader, query, search.offset, *response);
}

WebReply App::PageArticle(const WebRequest& request, std::string_view rest) {
  const auto view = Look(rest, true);
  if (!view) return Failed(request, view.error());
  return ArticlePage(ReaderWithBase(request, view->article.lang), view->article, view->translations,
                     view->related);
}

}  // namespace funnel
