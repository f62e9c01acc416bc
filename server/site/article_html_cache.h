// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/site/article_html.h"

namespace funnel::site {

/// The rendered bodies that were shown last. One is found by a hash of all that its rendering
/// reads, so an article that is published anew is rendered anew, and nothing has to be forgotten.
/// Thread-safe; nobody waits while another renders.
class ArticleHtmlCache {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{32} << 20;

  explicit ArticleHtmlCache(std::size_t max_bytes = kMaxBytes) : max_bytes_(max_bytes) {}

  /// What RenderArticle gives for `article` and `links`; `links_key` says what these depend on
  /// beside the article.
  std::shared_ptr<const ArticleHtml> Get(const Article& article, const LinkRewriter& links = {},
                                         std::string_view links_key = {});

  /// What is kept takes that much memory, about; never more than `max_bytes`.
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const ArticleHtml> html;
    std::size_t bytes = 0;
  };

  std::shared_ptr<const ArticleHtml> Find(const std::string& key);
  void Keep(Entry entry);

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  ///< The one shown last comes first.
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace funnel::site
