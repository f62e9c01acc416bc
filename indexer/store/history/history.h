// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

// The history of the articles of a base: DIR/history.sqlite, beside `current`, for all generations.
// It is an SQLite database (PRAGMA user_version 1):
//
//   publish   number, time (UTC), by          one row for each publish that changed an article
//   version   id, lang, number (1, 2, ...), publish, event, state, audience, hash, record
//             one row for each version of an article; hash is its ContentHash, empty for one that
//             was removed; publish is 0 for what was there before the history began
//   record    id, format, bytes               a superseded version, whole: EncodeArticle as of
//             schema `format`, compressed (packed.h)
//   meta      key, value                      "doubt": the base has to be compared with this file
//
// The newest version of an article has no record here: it is the one in the base. It gets its
// record when it is superseded or removed, so that a first index costs one small row an article.
//
// A publish is committed here just before the databases of the base commit, under the next number,
// and each of these notes the number (kHistoryKey). What has a higher number than the base never
// came into force: readers skip it and the next writer drops it, or takes it over where it
// completes that publish from its journal. A restored backup brings its history as a file in the
// new generation, where it goes before the one in DIR until it has taken its place.

namespace funnel::store {

/// What happened to an article. The numbers are stored.
enum class HistoryEvent : std::uint8_t {
  kFound = 0,  ///< Was in the base before the history began.
  kAdded = 1,
  kUpdated = 2,
  kRetired = 3,   ///< Was archived.
  kRestored = 4,  ///< Is no longer archived, or an earlier version again.
  kRemoved = 5,   ///< Is no longer in the base.
};

/// "added" and so on.
std::string_view Name(HistoryEvent event);

/// One version of an article.
struct ArticleVersion {
  std::string id;
  std::string lang;
  std::uint64_t number = 0;   ///< 1 for the first.
  std::uint64_t publish = 0;  ///< 0 for what was found.
  std::string time;           ///< UTC, as base::UtcNow; empty for what was found.
  std::string by;             ///< Who published it; empty for what was found.
  HistoryEvent event = HistoryEvent::kAdded;
  State state = State::kPublished;
  Audience audience = Audience::kPublic;
  std::string hash;         ///< ContentHash; empty for what was removed.
  std::int64_t record = 0;  ///< Where it is kept; 0: in the base.
};

/// The file with the history of the base in `dir`, whose generation in force is `generation`;
/// there may be none.
std::filesystem::path HistoryFile(const std::filesystem::path& dir, const std::string& generation);

/// Puts a history that a generation brought in the place of that in `dir`, which is kept as
/// history-replaced.sqlite. REQUIRES: the base is locked. Throws std::system_error or Failure.
void TakeOverHistory(const std::filesystem::path& dir, const std::string& generation);

/// Sets the history in `dir` aside as history-replaced.sqlite. As TakeOverHistory.
void SetHistoryAside(const std::filesystem::path& dir);

/// Whether a file of that name in the folder of a base belongs to the history.
bool IsHistoryFile(std::string_view name);

/// Copies the history of a base, if there is one, into the folder `to`, while others write.
void CopyHistory(const std::filesystem::path& dir, const std::string& generation,
                 const std::filesystem::path& to);

/// Makes an empty one in the folder `to`. Throws Failure.
void MakeEmptyHistory(const std::filesystem::path& to);

/// Reads the history of one base, as of its last publish when it was opened. One per thread.
class HistoryReader {
 public:
  /// Fails with kNotFound (no base), kCorrupt, kIndexMismatch (a history of newer programs) or kIo.
  /// Without a history nothing is found.
  static Result<HistoryReader> Open(const std::filesystem::path& dir);

  ~HistoryReader();
  HistoryReader(HistoryReader&&) noexcept;
  HistoryReader& operator=(HistoryReader&&) noexcept;

  bool exists() const;  ///< There is a history.

  /// The versions of the article in all languages, or in `lang`: by language, the newest first.
  Result<std::vector<ArticleVersion>> Versions(const std::string& id, const std::string& lang);

  /// The newest version of an article; number 0 for none.
  Result<ArticleVersion> Newest(const std::string& id, const std::string& lang);

  /// The bytes of a version (EncodeArticle). REQUIRES: version.record != 0.
  Result<std::string> Record(const ArticleVersion& version);

  /// Hands each id to `visit`, sorted.
  Result<void> ForEachId(const std::function<void(const std::string& id)>& visit);

  /// Hands the newest version of each article to `visit`, but of time and author nothing.
  Result<void> ForEachNewest(const std::function<void(const ArticleVersion&)>& visit);

  Result<std::uint64_t> CountVersions();

  /// What is damaged in the file, in one line; empty when nothing is.
  Result<std::string> Damage();

  /// Whether the next writer has to compare the base with it first: one was cut short.
  bool doubtful() const;

 private:
  class Impl;
  explicit HistoryReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::store
