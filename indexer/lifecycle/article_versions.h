// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/history/history.h"

namespace funnel::lifecycle {

/// "en:printing/offline", as these commands name an article; safe for a terminal.
std::string ArticleName(const std::string& lang, const std::string& id);

/// A base and its history, for a look at single articles. Not shareable.
class ArticleVersions {
 public:
  /// Fails with kNotFound, kCorrupt, kIndexMismatch or kIo.
  static Result<ArticleVersions> Open(const std::filesystem::path& dir);

  /// The versions of an article in all languages, or in `lang` (canonical) if it is not empty: by
  /// language, the newest first. What is in a base without history counts as found. Fails with
  /// kNotFound, naming the nearest id, when there is none.
  Result<std::vector<store::ArticleVersion>> Of(const std::string& id, const std::string& lang);

  /// The article as it was in that version. Fails with kNotFound for one that was removed, or
  /// kCorrupt.
  Result<Article> Read(const store::ArticleVersion& version);

 private:
  ArticleVersions(std::filesystem::path dir, store::ArticleLookup lookup,
                  store::HistoryReader history);

  Result<std::vector<store::ArticleVersion>> Find(const std::string& id, const std::string& lang);
  Error NotFound(const std::string& id, const std::string& lang);

  std::filesystem::path dir_;
  store::ArticleLookup lookup_;
  store::HistoryReader history_;
};

}  // namespace funnel::lifecycle
