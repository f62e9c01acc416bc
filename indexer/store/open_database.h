// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/store/forward/forward_writer.h"
#include "indexer/store/layout/database_name.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/vocabulary.h"

namespace funnel::store {

/// What a generation is while it is written.
enum class Stage : std::uint8_t {
  kInForce,    ///< Full batches are only written to the disk; Commit makes all of it visible.
  kResumable,  ///< Nobody reads it yet. Each full batch is committed, and survives a crash.
  kBuilding,   ///< Nobody reads it yet, and a crash takes it along: batches are committed, but the
               ///< disk may still be behind. The caller sees to that when all is written.
};

/// What a commit notes in a database.
struct Stamp {
  std::uint64_t publish = 0;
  std::uint64_t history = 0;  ///< 0: as it is.
  std::string when;
};

/// A database of a generation while it is written, with the records beside it. It has files open
/// from the first change, or look at it, to the commit only. It throws what Xapian throws, and
/// Failure. One thread at a time may use it, any of them.
class OpenDatabase {
 public:
  /// The one of that name in the generation's folder, if `note` says what is committed there, or
  /// else one that is made with the first change.
  OpenDatabase(const std::filesystem::path& generation_dir, DatabaseName name, Stage stage,
               std::optional<DatabaseNote> note);
  /// What is not committed is lost.
  ~OpenDatabase();
  OpenDatabase(const OpenDatabase&) = delete;
  OpenDatabase& operator=(const OpenDatabase&) = delete;

  /// The document with that unique term, as of the last change. Not to be kept.
  std::optional<Xapian::Document> Find(const std::string& unique_term);

  /// What `document` has in kForwardSlot, kWordsSlot, kFacetsSlot and kSuggestSlot is taken out of
  /// it.
  void Put(const std::string& unique_term, Xapian::Document document);
  void Remove(const std::string& unique_term);

  /// Puts on the disk what is in memory, as the stage says. REQUIRES: something was changed since
  /// the last commit.
  void WriteOut();

  /// Commits; a large database that nobody reads yet is then packed.
  void Commit(const Stamp& stamp);

  /// Makes the records of what is not committed readable to who opens what View gives.
  void FinishRecords();

  /// What it has, with what is not committed. To be gone before the next change or commit.
  Xapian::Database View() const;

  std::size_t articles() const;

  /// Something was changed since the last commit.
  bool touched() const { return touched_; }

  /// That, or batches were committed of which Commit knows nothing yet.
  bool unstamped() const { return unstamped_ || (note_ && note_->publish == 0); }

  /// What is committed, as the manifest is to have it.
  const std::optional<DatabaseNote>& note() const { return note_; }

 private:
  Xapian::WritableDatabase& Open();
  Xapian::WritableDatabase& Touch();
  ForwardWriter& Records();
  void FinishRecords(std::size_t most_segments);
  void CommitTransaction();

  const std::filesystem::path generation_dir_;
  const DatabaseName name_;
  const std::filesystem::path folder_;
  const Stage stage_;
  std::optional<Xapian::WritableDatabase> database_;
  bool touched_ = false;                  ///< In a transaction.
  bool unstamped_ = false;                ///< Changed since it was opened here or the last Commit.
  VocabularyWords words_;                 ///< That may be new.
  std::optional<ForwardWriter> records_;  ///< Of what is not finished.
  SegmentList committed_;                 ///< As of the last commit, once something was changed.
  std::optional<DatabaseNote> note_;
};

}  // namespace funnel::store
