// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/store/forward/forward_records.h"
#include "indexer/store/layout/manifest.h"

namespace funnel::store {

/// The databases of one knowledge base that one audience may read, as of one publish; each is
/// opened when it is asked for. One per thread: Xapian handles are not shareable.
class Reader {
 public:
  /// Opens the generation in force, and never writes there: what a crash cut short between the
  /// databases is for the next writer to complete, and is served as it is until then. Fails with
  /// kNotFound, kCorrupt, kIo or kIndexMismatch (the message says: run funnel-indexer rebuild).
  static Result<Reader> Open(const std::filesystem::path& dir, Audience audience);

  /// A database that somebody else holds, and what is in it.
  struct Held {
    DatabaseName name;
    Xapian::Database database;
    DatabaseNote note;
  };

  /// A view of databases in the folder of a generation whose owner may be writing them: what is not
  /// committed is seen as well. Refresh changes nothing. To be gone before the owner commits or
  /// closes them.
  static Reader Over(const std::filesystem::path& generation_dir, const std::vector<Held>& held);

  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Follows the base to its newest publish: opens anew what that wrote, or the new generation
  /// where `current` has moved (noticed by inode and modification time of the two files that say
  /// so). While a commit is under way, keeps the last whole view. Costs microseconds when nothing
  /// changed. Sets `*changed` if given.
  Result<void> Refresh(bool* changed = nullptr);

  /// All articles in view. Valid until the next Refresh or the Reader's end. This and Language
  /// throw what Xapian throws (DatabaseModifiedError also where the base is a publish ahead of the
  /// view: RetryOnPublish knows of it), and Failure.
  Xapian::Database& database();

  /// The articles in view in one ranking language, of all tiers; one without documents where there
  /// are none. Valid as database() is.
  Xapian::Database& Language(std::string_view ranking_language);

  /// The forward records of Language(ranking_language), by its docids. Valid as that is.
  const ForwardRecords& Records(std::string_view ranking_language);

  /// The ranking languages of the articles in view, those with most articles first.
  const std::vector<std::string>& RankingLanguages() const;

  /// How many articles are in view; in a ranking language, if one is given.
  std::size_t articles(std::string_view ranking_language = {}) const;

  /// The publishes into the databases in view, added up: with the generation it tells one state of
  /// the base from another.
  std::uint64_t publishes() const;

  /// The folder of the knowledge base.
  const std::filesystem::path& dir() const;

  /// The name of the generation in view, such as "gen-000007".
  const std::string& generation() const;

  /// The languages of the articles in view, sorted; of a ranking language, if one is given.
  std::vector<std::string> Languages(std::string_view ranking_language = {}) const;

 private:
  class Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
