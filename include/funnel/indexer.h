// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel {

/// What became of one article handed to Indexer::Add or Indexer::Remove.
enum class Outcome : std::uint8_t { kAdded, kUpdated, kUnchanged, kRemoved };

/// Writes articles into a knowledge base: one publish, all or nothing. The only writer; a second
/// one fails to open. Not thread-safe.
///
/// Example, which prints "published":
///
///     auto indexer = funnel::Indexer::Open("kb");
///     if (!indexer) return std::cerr << indexer.error().message << '\n', 1;
///     const auto article = funnel::IngestFile("article.md");
///     if (!article) return std::cerr << article.error().message << '\n', 1;
///     const auto added = indexer->Add(article->article);
///     if (!added || !indexer->Commit()) return 1;
///     std::cout << "published\n";
class Indexer {
 public:
  /// Opens the knowledge base in `dir` for writing, creating it if there is none, and completes a
  /// publish that a crash interrupted between its databases.
  /// Fails with kLocked, kIndexMismatch (then: funnel-indexer rebuild), kCorrupt or kIo.
  static Result<Indexer> Open(const std::filesystem::path& dir);

  ~Indexer();
  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;

  /// Upserts `article` by its id and language, which with a body is all it needs: text, sections
  /// and error codes are derived from the body; so is the title of Markdown where there is none, or
  /// else it is the id; the family is the id unless it is given. The article is moved where its
  /// audience or state changed. Nothing is visible to readers before Commit. An article whose
  /// ContentHash is stored already costs one look-up. Drafts and archived articles are kept out of
  /// every searchable tier.
  /// Fails with kInvalidInput (the article is unusable, the rest of the publish goes on) or kIo.
  Result<Outcome> Add(const Article& article);

  /// Takes the article with that id and language out of the base; the same id in other languages
  /// stays (Searcher::TranslationsOf lists a family). Nothing is visible to readers before Commit.
  /// Its versions stay in the history. kUnchanged, and no failure, where there is none.
  /// Fails with kIo.
  Result<Outcome> Remove(std::string_view lang, std::string_view id);

  /// Makes everything added and removed since Open or the last Commit visible, at once.
  /// Fails with kIo or kCorrupt; then readers still see the last commit.
  Result<void> Commit();

 private:
  class Impl;
  explicit Indexer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel
