// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "funnel/article.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

/// What is to be known of an article: its tier and its document are handed over.
using TakeArticle = std::function<void(Tier, const Xapian::Document&)>;

/// The articles of one generation, as of one of its last commits, for threads that must not wait
/// for the ones that write there. However many databases there are, it has a bounded number of
/// files open. Not thread-safe. It throws what Xapian throws.
class CommittedArticles {
 public:
  /// Those of the generation in `folder`; one without databases has none.
  explicit CommittedArticles(const std::filesystem::path& folder);
  ~CommittedArticles();

  /// Hands the article with that unique term to `read`; false when there is none. The document is
  /// not to be kept; where a commit overtakes the look, `read` gets it anew.
  bool Find(const std::string& unique_term, const TakeArticle& read);

  /// The ContentHash of the article with that unique term; nothing when there is none.
  std::optional<std::string> Hash(const std::string& unique_term);

  /// The article itself; nothing also for one that cannot be decoded.
  std::optional<Article> FindArticle(const std::string& unique_term);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
