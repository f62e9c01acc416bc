// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::store {

/// The databases of one knowledge base that one audience may read, as one Xapian database (shards
/// in the order public, partner, internal; empty or missing tiers are left out).
/// One per thread: Xapian handles are not shareable.
class Reader {
 public:
  /// Opens the generation in force, and never writes there: what a crash cut short between the
  /// tiers is for the next writer to complete, and is served as it is until then. Fails with
  /// kNotFound, kCorrupt, kIo or kIndexMismatch (the message says: run funnel-indexer rebuild).
  static Result<Reader> Open(const std::filesystem::path& dir, Audience audience);

  /// A database that somebody else holds, and the languages (tags, space-separated) of its
  /// articles.
  struct Held {
    Xapian::Database database;
    std::string languages;
  };

  /// A view of databases in the folder of a generation whose owner may be writing them: what is not
  /// committed is seen as well. Refresh changes nothing. To be gone before the owner commits or
  /// closes them.
  static Reader Over(const std::filesystem::path& generation_dir, const std::vector<Held>& tiers);

  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Follows the base to its newest publish: reopens the databases, or opens the new generation
  /// where `current` has moved (noticed by the pointer file's inode and modification time). When
  /// the tiers stand at different publishes (a commit under way), keeps the last whole view.
  /// Costs microseconds when nothing changed. Sets `*changed` if given.
  Result<void> Refresh(bool* changed = nullptr);

  /// Valid until the next Refresh or the Reader's end.
  Xapian::Database& database();

  /// The folder of the knowledge base.
  const std::filesystem::path& dir() const;

  /// The name of the generation in view, such as "gen-000007".
  const std::string& generation() const;

  /// The languages of the articles in view, sorted.
  Result<std::vector<std::string>> Languages() const;

 private:
  class Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
