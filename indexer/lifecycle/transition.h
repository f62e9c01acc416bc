// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "indexer/cli/console.h"
#include "indexer/lifecycle/article_versions.h"
#include "indexer/publish/publish.h"

namespace funnel::lifecycle {

/// What became of one article.
struct Moved {
  std::string id;
  std::string lang;
  std::uint64_t version = 0;  ///< The newest, after the publish.
  std::uint64_t from = 0;     ///< The one that was brought back; 0: none was.
  bool changed = true;        ///< False: it was so already.
  Audience audience = Audience::kPublic;
};

/// One publish that moves articles of a base from state to state.
class Transition {
 public:
  /// Locks the base in `dir`; `by` is who publishes, or empty. Fails with kNotFound, where
  /// Publish::Open would make a base, and as Publish::Open.
  static Result<Transition> Open(const std::filesystem::path& dir, const std::string& by);

  /// As ArticleVersions::Of; nothing changes before Commit.
  Result<std::vector<store::ArticleVersion>> VersionsOf(const std::string& id,
                                                        const std::string& lang);

  /// Archives the article whose newest version is `newest`.
  Result<Moved> Retire(const store::ArticleVersion& newest);

  /// Brings `version` back as a published article.
  Result<Moved> Restore(const store::ArticleVersion& newest, const store::ArticleVersion& version);

  Result<void> Commit();

 private:
  Transition(std::unique_ptr<publish::Publish> publish, ArticleVersions versions);
  Result<Moved> Put(const store::ArticleVersion& newest, Article article, bool restored);

  std::unique_ptr<publish::Publish> publish_;
  ArticleVersions versions_;
  Analyzer analyzer_;
};

/// Prints what became of the articles: as JSON, or a line each with `verb`, such as "retired".
void PrintMoved(const std::vector<Moved>& moved, const char* verb, bool json,
                cli::Console& console);

}  // namespace funnel::lifecycle
