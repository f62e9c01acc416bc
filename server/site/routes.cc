// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/routes.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

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

/// The base, and what the pages say of the site.
struct Site {
  ServedBase& base;
  SiteOptions options;
};

PageReader ReaderWithBase(const Site& site, const WebRequest& request,
                          std::string_view otherwise = {}) {
  PageReader reader = ReaderOf(request, otherwise);
  reader.base_languages = site.base.Languages();
  reader.contact = site.options.contact;
  return reader;
}

WebReply Failed(const WebRequest& request, const Error& error, bool busy = false) {
  return ErrorPage(ReaderOf(request), http::LoggedProblem(request, error, busy));
}

WebReply AnswerSearch(const Site& site, const WebRequest& request) {
  const PageReader reader = ReaderWithBase(site, request);
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
  const auto response = site.base.Search(search);
  // Signs that cannot be searched find nothing: no reason to frighten a customer.
  if (!response && response.error().error.code == ErrorCode::kInvalidInput) {
    return SearchPage(reader, search.query, search.offset, SearchResponse());
  }
  if (!response) return Failed(request, response.error().error, response.error().busy);
  return SearchPage(reader, search.query, search.offset, *response);
}

WebReply ArticleOf(const Site& site, ArticleHtmlCache& rendered, const WebRequest& request,
                   std::string_view address) {
  if (http::WantsMarkdown(request.accept)) {
    const auto view = site.base.Find(address, false);
    return view ? MarkdownReply(view->article, false) : Failed(request, view.error());
  }
  const auto view = site.base.Find(address, true);
  if (!view && view.error().code == ErrorCode::kNotFound && address.ends_with(kMarkdownEnding)) {
    address.remove_suffix(kMarkdownEnding.size());
    const auto named = site.base.Find(address, false);
    return named ? MarkdownReply(named->article, true) : Failed(request, named.error());
  }
  if (!view) return Failed(request, view.error());
  const PageReader reader = ReaderWithBase(site, request, view->article.lang);
  ArticleLinks links(site.base, *view, reader);
  return ArticlePage(reader, *view, *rendered.Get(view->article, links.Rewriter(), links.Key()));
}

/// Its page depends on the reader's languages, too.
WebReply AnswerArticle(const Site& site, ArticleHtmlCache& rendered, const WebRequest& request,
                       std::string_view address) {
  const auto state = site.base.State();
  if (!state) return Failed(request, state.error());
  return http::Conditional(request,
                           {*state + ' ' + request.accept_language + '\n' + request.accept,
                            kPageCacheControl, kArticleVary},
                           [&] { return ArticleOf(site, rendered, request, address); });
}

WebReply AnswerAsset(const WebRequest& request, std::string_view name) {
  WebReply asset = AssetReply(request, name);
  return asset.status == 404 ? ErrorPage(ReaderOf(request), http::kNotFoundProblem) : asset;
}

}  // namespace

bool IsContact(std::string_view address) {
  const auto begins = [&](std::string_view scheme) {
    return address.size() > scheme.size() && address.starts_with(scheme);
  };
  const bool visible =
      std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 127; });
  return visible && (begins("https://") || begins("http://") || begins("mailto:"));
}

void AddSiteRoutes(http::Router& router, ServedBase& base, SiteOptions options) {
  const auto site = std::make_shared<const Site>(Site{base, std::move(options)});
  const auto rendered = std::make_shared<ArticleHtmlCache>();
  router.Add({
      {"GET", "/",
       [site](const WebRequest& request, std::string_view) {
         return HomePage(ReaderWithBase(*site, request));
       }},
      {"GET", "/search",
       [site](const WebRequest& request, std::string_view) {
         return AnswerSearch(*site, request);
       }},
      {"GET", "/articles/*",
       [site, rendered](const WebRequest& request, std::string_view address) {
         return AnswerArticle(*site, *rendered, request, address);
       }},
      {"GET", "/assets/*", AnswerAsset},
  });
}

}  // namespace funnel::site
