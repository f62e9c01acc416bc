// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/schema/index_schema.h"

namespace funnel::store {

/// Looks single articles up in a knowledge base, those of every tier, drafts and archived ones too.
/// Sees the base as it was when it was opened, or newer. One per thread: it is not shareable.
class ArticleLookup {
 public:
  /// Opens the generation in force. Fails with kNotFound, kCorrupt, kIo or kIndexMismatch.
  static Result<ArticleLookup> Open(const std::filesystem::path& dir);

  ~ArticleLookup();
  ArticleLookup(ArticleLookup&&) noexcept;
  ArticleLookup& operator=(ArticleLookup&&) noexcept;

  /// The stored article with that unique term (UniqueTerm), or nothing. Fails with kCorrupt or kIo.
  Result<std::optional<Article>> Find(const std::string& unique_term);
  Result<std::optional<Article>> Find(std::string_view lang, std::string_view id) {
    return Find(schema::UniqueTerm(lang, id));
  }

  /// Whether there is one. Fails with kCorrupt or kIo.
  Result<bool> Has(const std::string& unique_term);

  /// The languages of the stored articles, sorted.
  const std::vector<std::string>& languages() const;

 private:
  class Impl;
  explicit ArticleLookup(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
