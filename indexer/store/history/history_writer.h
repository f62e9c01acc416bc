// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "funnel/article.h"
#include "indexer/store/files/sqlite.h"
#include "indexer/store/history/history.h"

// The writer's side of the history: see history.h for the file and when it is committed.

namespace funnel::store {

/// An article as it is in the base, or is to be.
struct VersionFacts {
  std::string id;
  std::string lang;
  State state = State::kPublished;
  Audience audience = Audience::kPublic;
  std::string hash;  ///< ContentHash.
};

/// What a publish does to one article.
struct ArticleChange {
  VersionFacts to;  ///< When it is removed, only id and lang count.
  bool removed = false;
  bool restored = false;  ///< Somebody brought an earlier version back.
};

/// What the base has of an article before a change of it.
struct SupersededArticle {
  std::string hash;
  std::string record;
};

/// Whether `database`, the file `path`, is a history at all; false for one that was only made.
/// Throws Failure with kIndexMismatch for one of newer programs.
bool CheckHistoryVersion(Sqlite& database, const std::filesystem::path& path);

/// Writes the history of a base that is locked. All of it throws Failure.
class HistoryWriter {
 public:
  /// Opens `file`, or makes it; a new one is in doubt. Drops what is not committed when it goes.
  explicit HistoryWriter(const std::filesystem::path& file);

  /// The number of the last publish in it, 0 for none.
  std::uint64_t last_publish();

  /// Drops what later publishes than this one have written: they never came into force. The next
  /// publish gets a higher number than this one.
  void DropAfter(std::uint64_t publish);

  /// Notes what the publish under way does to an article, of which the base has `stored` until
  /// now. Several changes of one article in one publish are one version.
  void Note(const ArticleChange& change, const std::optional<SupersededArticle>& stored);

  /// Something was noted since the last Commit.
  bool pending() const { return pending_ != 0; }

  /// Puts what was noted on the disk, and gives its number.
  std::uint64_t Commit(const std::string& time, const std::string& by);

  /// Whether base and history may differ, until Reconcile.
  bool in_doubt();
  void SetInDoubt();

  /// Brings the history in line with the base: articles that it does not know, others' hashes, and
  /// what is gone. `for_each` hands each article of the base to its argument, `has` tells whether
  /// there is one with that id and language. REQUIRES: nothing is pending.
  using Visit = std::function<void(const VersionFacts&)>;
  void Reconcile(const std::function<void(const Visit&)>& for_each,
                 const std::function<bool(const std::string& id, const std::string& lang)>& has);

 private:
  /// The newest version as the database has it; number 0 for none.
  struct Newest {
    std::uint64_t number = 0;
    std::uint64_t publish = 0;
    HistoryEvent event = HistoryEvent::kRemoved;
    State state = State::kPublished;
    std::string hash;
    bool kept = false;  ///< Its record is in the history.
  };

  Newest Find(const std::string& id, const std::string& lang);
  void Insert(const VersionFacts& facts, std::uint64_t number, std::uint64_t publish,
              HistoryEvent event);
  void Keep(const std::string& id, const std::string& lang, std::uint64_t number,
            const std::string& record);
  void SetDoubt(bool doubt);

  Sqlite database_;
  std::uint64_t base_ = 0;     ///< The number that the base stands at.
  std::uint64_t pending_ = 0;  ///< The number of the publish under way; 0: nothing was noted.
  std::optional<SqliteQuery> find_, insert_, update_, keep_, point_;
};

}  // namespace funnel::store
