// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "funnel/searcher.h"
#include "server/http/problem.h"
#include "server/http/request_handler.h"
#include "server/http/web.h"
#include "server/searcher_pool.h"
#include "server/site/pages.h"

namespace funnel::server {

/// What the server answers: routes, and what stands behind them. Knows nothing of sockets.
/// Thread-safe.
class App : public http::RequestHandler {
 public:
  /// `dir` is the knowledge base. Who may see what comes from the asker's key, never from a
  /// parameter; nobody has a key yet, so everybody searches the public part.
  explicit App(std::filesystem::path dir);

  /// Whether the base can be searched now.
  Result<void> Check();

  http::WebReply Handle(const http::WebRequest& request) override;

  /// For programs below /v1, as a page elsewhere.
  http::WebReply Refuse(const http::WebRequest& request, const http::Problem& problem,
                        std::string_view detail) override;

 private:
  http::WebReply Route(const http::WebRequest& request);
  http::WebReply ApiSearch(const http::WebRequest& request);
  http::WebReply ApiArticle(const http::WebRequest& request, std::string_view rest);
  http::WebReply Health(const http::WebRequest& request);
  http::WebReply PageSearch(const http::WebRequest& request);
  http::WebReply PageArticle(const http::WebRequest& request, std::string_view rest);
  http::WebReply Failed(const http::WebRequest& request, const Error& error);

  /// An article with all that is shown around it.
  struct ArticleView {
    Article article;
    Translations translations;
    std::vector<site::RelatedArticle> related;
  };
  Result<ArticleView> Look(std::string_view rest, bool with_related);
  site::PageReader ReaderWithBase(const http::WebRequest& request, std::string_view otherwise = {});

  SearcherPool pool_;
};

}  // namespace funnel::server
