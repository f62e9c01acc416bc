// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "funnel/article.h"

namespace funnel::store {

/// The content hashes of the articles of one generation, as of one of its last commits, for threads
/// that must not wait for the one that writes there. Not thread-safe. It throws what Xapian throws.
class CommittedArticles {
 public:
  /// Those of the generation in `folder`; one without databases has none.
  explicit CommittedArticles(const std::filesystem::path& folder);
  ~CommittedArticles();

  /// The hash of the article with that unique term; nothing when there is none, or when commits
  /// overtake the look again and again.
  std::optional<std::string> Hash(const std::string& unique_term);

  /// The article itself; nothing also for one that cannot be decoded.
  std::optional<Article> Find(const std::string& unique_term);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
