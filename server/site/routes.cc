// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/routes.h"

#include <memory>
#include <string>
#include <string_view>

#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/parameter.h"
#include "server/http/problem.h"
#include "server/site/article_html_cache.h"
#include "server/site/article_links.h"
#include "server/site/article_markdown.h"
#include "server/site/assets.h"
#include "server/site/page_data.h"
#include "server/site/pages.h"

namespace funnel::site {

namespace {

using access::ServedBase;
using http::WebReply;
using http::WebRequest;

PageReader ReaderWithBase(ServedBase& base, const WebRequest& request,
                          std::string_view otherwise = {}) {
  PageReader reader = ReaderOf(request, otherwise);
  reader.base_languages = base.Languages();
  return reader;
}

WebReply Failed(const WebRequest& request, const Error& error, bool busy = false) {
  return ErrorPage(ReaderOf(request), http::LoggedProblem(request, error, busy));
}

WebReply AnswerSearch(ServedBase& base, const WebRequest& request) {
  const PageReader reader = ReaderWithBase(base, request);
  const std::string* q = request.Param("q");
  SearchRequest search;
  if (q) search.query = http::CleanQuery(*q);
  if (http::IsBlank(search.query)) return HomePage(reader);
  if (search.query.size() > kMaxQueryBytes) return ErrorPage(reader, http::kTooLong);
  search.lang = reader.lang;
  search.limit = kHitsPerPage;
  search.max_bytes = kMaxQueryBytes;
  const std::string* offset = request.Param("offset");
  if ((offset && !http::ParseNumber(*offset, &search.offset)) ||
      search.offset + search.limit > kMaxDepth) {
    return ErrorPage(reader, http::kBadRequest);
  }
  const auto response = base.Search(search);
  // Signs that cannot be searched find nothing: no reason to frighten a customer.
  if (!response && response.error().error.code == ErrorCode::kInvalidInput) {
    return SearchPage(reader, search.query, search.offset, SearchResponse());
  }
  if (!response) return Failed(request, response.error().error, response.error().busy);
  return SearchPage(reader, search.query, search.offset, *response);
}

WebReply ArticleOf(ServedBase& base, ArticleHtmlCache& rendered, const WebRequest& request,
                   std::string_view address) {
  if (http::WantsMarkdown(request.accept)) {
    const auto view = base.Find(address, false);
    return view ? MarkdownReply(view->article, false) : Failed(request, view.error());
  }
  const auto view = base.Find(address, true);
  if (!view && view.error().code == ErrorCode::kNotFound && address.ends_with(kMarkdownEnding)) {
    address.remove_suffix(kMarkdownEnding.size());
    const auto named = base.Find(address, false);
    return named ? MarkdownReply(named->article, true) : Failed(request, named.error());
  }
  if (!view) return Failed(request, view.error());
  const PageReader reader = ReaderWithBase(base, request, view->article.lang);
  ArticleLinks links(base, *view, reader);
  return ArticlePage(reader, *view, *rendered.Get(view->article, links.Rewriter(), links.Key()));
}

/// Its page depends on the reader's languages, too.
WebReply AnswerArticle(ServedBase& base, ArticleHtmlCache& rendered, const WebRequest& request,
                       std::string_view address) {
  const auto state = base.State();
  if (!state) return Failed(request, state.error());
  return http::Conditional(request,
                           {*state + ' ' + request.accept_language + '\n' + request.accept,
                            kPageCacheControl, kArticleVary},
                           [&] { return ArticleOf(base, rendered, request, address); });
}

WebReply AnswerAsset(const WebRequest& request, std::string_view name) {
  WebReply asset = AssetReply(request, name);
  return asset.status == 404 ? ErrorPage(ReaderOf(request), http::kNotFoundProblem) : asset;
}

}  // namespace

void AddSiteRoutes(http::Router& router, ServedBase& base) {
  const auto rendered = std::make_shared<ArticleHtmlCache>();
  router.Add({
      {"GET", "/",
       [&base](const WebRequest& request, std::string_view) {
         return HomePage(ReaderWithBase(base, request));
       }},
      {"GET", "/search",
       [&base](const WebRequest& request, std::string_view) {
         return AnswerSearch(base, request);
       }},
      {"GET", "/articles/*",
       [&base, rendered](const WebRequest& request, std::string_view address) {
         return AnswerArticle(base, *rendered, request, address);
       }},
      {"GET", "/assets/*", AnswerAsset},
  });
}

}  // namespace funnel::site
