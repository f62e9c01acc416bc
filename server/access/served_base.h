// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "funnel/searcher.h"
#include "server/access/searcher_pool.h"

namespace funnel::access {

/// A title to link to.
struct RelatedArticle {
  std::string lang, id, title;
};

/// An article with all that is shown around it.
struct ArticleView {
  Article article;
  Translations translations;
  std::vector<RelatedArticle> related;
};

/// Whether the base can be searched, and what is in it.
struct Health {
  std::string generation;
  std::size_t articles = 0;
};

/// The knowledge base as far as one audience may see it. Thread-safe.
class ServedBase {
 public:
  ServedBase(std::filesystem::path dir, Audience audience) : pool_(std::move(dir), audience) {}

  /// Fails as Searcher::Search does.
  Result<SearchResponse> Search(const SearchRequest& request);

  /// The article at `address`, "{lang}/{id}", with related ones only if asked for. Fails with
  /// kNotFound.
  Result<ArticleView> Find(std::string_view address, bool with_related);

  /// The languages of the articles, sorted; none if the base cannot be read.
  std::vector<std::string> Languages();

  Result<Health> Check();

 private:
  SearcherPool pool_;
};

}  // namespace funnel::access
