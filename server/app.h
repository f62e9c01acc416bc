// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "funnel/searcher.h"
#include "server/http/handler.h"
#include "server/http/problem.h"
#include "server/http/web.h"
#include "server/searcher_pool.h"
#include "server/site/pages.h"

namespace funnel {

/// What the server answers: routes, and what stands behind them. Knows nothing of sockets.
/// Thread-safe.
class App : public Handler {
 public:
  /// `dir` is the knowledge base. Who may see what comes from the asker's key, never from a
  /// parameter; nobody has a key yet, so everybody searches the public part.
  explicit App(std::filesystem::path dir);

  /// Whether the base can be searched now.
  Result<void> Check();

  WebReply Handle(const WebRequest& request) override;

  /// For programs below /v1, as a page elsewhere.
  WebReply Refuse(const WebRequest& request, const Problem& problem,
                  std::string_view detail) override;

 private:
  WebReply Route(const WebRequest& request);
  WebReply ApiSearch(const WebRequest& request);
  WebReply ApiArticle(const WebRequest& request, std::string_view rest);
  WebReply Health(const WebRequest& request);
  WebReply PageSearch(const WebRequest& request);
  WebReply PageArticle(const WebRequest& request, std::string_view rest);
  WebReply Failed(const WebRequest& request, const Error& error);

  /// An article with all that is shown around it.
  struct ArticleView {
    Article article;
    Translations translations;
    std::vector<RelatedArticle> related;
  };
  Result<ArticleView> Look(std::string_view rest, bool with_related);
  PageReader ReaderWithBase(const WebRequest& request, std::string_view otherwise = {});

  SearcherPool pool_;
};

}  // namespace funnel
