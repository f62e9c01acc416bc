// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_writer.h"
#include "indexer/store/layout/database_name.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/vocabulary.h"

namespace funnel::store {

/// What is written goes from memory to the disk when it has grown to about so many bytes in it, or
/// to so many articles, in all databases together, whichever comes first: that of the database
/// which has most, since writing much at once into one costs less than little into each. More is
/// not faster, and the memory of a run stays the same whatever the size of the base.
inline constexpr std::size_t kMaxPendingBytes = std::size_t{96} << 20;
inline constexpr std::size_t kMaxPendingArticles = 1000;

/// So many databases at most stay open when nothing is left to commit: each has files of its own.
inline constexpr std::size_t kMaxIdleDatabases = 32;

/// What a generation is while it is written.
enum class Stage : std::uint8_t {
  kInForce,    ///< Full batches are only written to the disk; Commit makes all of it visible.
  kResumable,  ///< Nobody reads it yet. Each full batch is committed, and survives a crash.
  kBuilding,   ///< Nobody reads it yet, and a crash takes it along: batches are committed, but the
               ///< disk may still be behind. The caller sees to that when all is written.
};

/// The databases of one generation while one writer writes them; each is opened when something in
/// it is asked for. It throws what Xapian throws, and Failure.
class OpenTiers {
 public:
  /// The databases are, or will be, in `folder`; those of other versions are refused.
  void Open(std::filesystem::path folder, Stage stage);

  /// Closes all of them; what is not committed is lost.
  void Close();

  /// Where an article is, and as what.
  struct Found {
    Tier tier;
    Xapian::Document document;
  };
  std::optional<Found> Find(const std::string& unique_term);

  /// Hands the unique term of each article to `visit`, database by database, sorted within each.
  void ForEach(const std::function<void(Tier, const std::string&)>& visit) const;

  std::size_t articles() const;

  /// What `document` has in kForwardSlot, kWordsSlot and kFacetsSlot is taken out of it.
  void Put(Tier tier, const std::string& unique_term, Xapian::Document document);

  /// Whether there is a database that the article may be in.
  bool MayHave(Tier tier, const std::string& unique_term) const;
  void Remove(Tier tier, const std::string& unique_term);

  /// A database of these tiers, with what is not committed.
  struct Held {
    DatabaseName name;
    Xapian::Database database;
  };
  std::vector<Held> Databases(const std::vector<Tier>& tiers) const;

  /// Makes the records of what is not committed readable to who opens what Databases gives.
  void FinishRecords();

  /// What was ever committed, as the manifest is to have it.
  const DatabaseNotes& notes() const { return notes_; }

  /// The databases that have something to commit.
  std::vector<DatabaseName> touched() const;

  /// Those and what batches have committed, of which Commit knows nothing yet.
  std::vector<DatabaseName> unstamped() const;

  /// What a commit notes in each database.
  struct Stamp {
    std::uint64_t publish = 0;
    std::uint64_t history = 0;  ///< 0: as it is.
    std::string when;
  };

  /// Commits one database.
  void Commit(const DatabaseName& name, const Stamp& stamp);

  /// The highest publish number in any of them, 0 for none.
  std::uint64_t LastPublish() const;

 private:
  struct OpenDatabase {
    std::optional<Xapian::WritableDatabase> database;
    bool touched = false;           ///< In a transaction that has something to commit.
    bool unstamped = false;         ///< Written since Open or the last Commit.
    std::size_t pending_bytes = 0;  ///< In memory.
    std::size_t pending_articles = 0;
    VocabularyWords words;                 ///< That may be new.
    std::optional<ForwardWriter> records;  ///< Of what is not finished.
    SegmentList committed;                 ///< As of the last commit, once something was written.
  };

  Xapian::WritableDatabase& Writable(const DatabaseName& name);
  Xapian::WritableDatabase& Touch(const DatabaseName& name);
  ForwardWriter& Records(const DatabaseName& name);
  static void FinishRecords(OpenDatabase& open, std::size_t most_segments);
  void DropOldRecords(const DatabaseName& name);
  void Add(const DatabaseName& name, std::size_t bytes);
  void WriteOutLargest();
  void CloseIdle();

  std::filesystem::path folder_;
  Stage stage_ = Stage::kInForce;
  std::size_t pending_bytes_ = 0;
  std::size_t pending_articles_ = 0;
  std::map<DatabaseName, OpenDatabase> databases_;  ///< All that exist.
  DatabaseNotes notes_;
};

}  // namespace funnel::store
