// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/searcher.h"
#include "server/access/served_base.h"
#include "server/http/problem.h"
#include "server/http/web.h"
#include "server/site/article_html.h"
#include "server/site/ui.h"

namespace funnel::site {

/// Hits on one page of results.
inline constexpr std::size_t kHitsPerPage = 10;

/// Who reads a page.
struct PageReader {
  const UiTexts* ui = nullptr;  ///< Never null: the language of the page's own texts.
  std::string lang;             ///< The language to search for; may have no texts of its own.
  bool chosen = false;          ///< By ?lang=: then links carry it on.
  std::vector<std::string> base_languages;  ///< Offered in the selector beside our own.
  std::string contact;                      ///< SiteOptions::contact.
};

/// The reader by ?lang=, else Accept-Language, else `otherwise`, else English.
PageReader ReaderOf(const http::WebRequest& request, std::string_view otherwise = {});

http::WebReply HomePage(const PageReader& reader);
http::WebReply SearchPage(const PageReader& reader, const std::string& query, std::size_t offset,
                          const SearchResponse& response);
/// `html` is what RenderArticle gives for the article.
http::WebReply ArticlePage(const PageReader& reader, const access::ArticleView& view,
                           const ArticleHtml& html);
/// The article as ArticleMarkdown has it: `by_address`, or because the request's Accept says so.
http::WebReply MarkdownReply(const Article& article, bool by_address);
http::WebReply ErrorPage(const PageReader& reader, const http::Problem& problem);

}  // namespace funnel::site
