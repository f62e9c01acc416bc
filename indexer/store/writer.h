// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/store/committed_articles.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/history/history_writer.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/reader.h"

namespace funnel::store {

/// How many threads write databases on this machine; 0 where another one would only be in the way.
std::size_t WriterThreads();

/// What the store cannot know by itself.
struct WriterOptions {
  AnalysisLibraries analysis;             ///< For the manifest.
  std::size_t threads = WriterThreads();  ///< That write, beside the one that calls.
};

/// Where an article is stored, and its ContentHash.
struct StoredArticle {
  Tier tier = Tier::kPublic;
  std::uint32_t number = 0;  ///< In its tier, from 1; it stays while the article is there.
  std::string hash;
};

/// Writes documents into the tiers of one knowledge base: what is between two commits becomes
/// visible at once. A base made by this writer appears with its first commit; without one nothing
/// of it remains. Databases are written on threads of their own (open_tiers.h): what fails there
/// comes out of one of the next calls, at last of Commit. After a failure of Upsert, Remove or
/// Commit nothing more can be written with it. Not thread-safe.
class Writer {
 public:
  /// Takes the base in `dir` for itself, making folder and base where there are none, and
  /// completes a publish that a crash interrupted between its databases.
  /// Fails with kLocked, kIndexMismatch, kCorrupt, kInvalidInput (a folder of other things) or kIo.
  static Result<Writer> Open(const std::filesystem::path& dir, WriterOptions options);

  /// Begins a new, empty generation of the base in `dir`, whatever versions wrote the one in force
  /// and even if its databases differ: this only looks at their metadata. The first commit puts it
  /// in force; until then nothing of it is visible. What the old one has beside articles is carried
  /// over as far as it is valid. Without a commit or a failure it stays, as of its last full batch
  /// (open_tiers.h), and the next OpenNext of these programs goes on in it: see resumed(); articles
  /// that are no longer in the base are then the caller's to remove.
  /// Fails with kNotFound, kLocked, kCorrupt or kIo.
  static Result<Writer> OpenNext(const std::filesystem::path& dir, WriterOptions options);

  /// Goes on in a new generation, which begins as a copy of the one in force, files and all, and
  /// takes its place with the next commit. A base that is not in force yet stays what it is.
  /// REQUIRES: nothing was written since Open or the last Commit.
  Result<void> Branch();

  /// How many articles an earlier OpenNext has left, which came to no Commit.
  std::size_t resumed() const;

  /// Drops what is not committed, but see OpenNext.
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  /// The article with that unique term, as of the last Upsert or Remove.
  Result<std::optional<StoredArticle>> Find(const std::string& unique_term);

  /// The same for other threads, at the same time: as of one of the last commits.
  Result<std::unique_ptr<CommittedArticles>> Committed() const;

  /// Hands the unique term of each article to `visit`, tier by tier, sorted within each.
  Result<void> ForEach(const std::function<void(Tier, const std::string&)>& visit);

  /// Puts `document` into `tier` in place of the one with that unique term.
  /// REQUIRES: every term of it is 1 to kMaxTermBytes long, `unique_term` is one of them; there is
  /// no other handle of it, as another thread goes on with it.
  Result<void> Upsert(Tier tier, const std::string& unique_term, Xapian::Document&& document);

  /// Takes the document with that unique term out of `tier`, if it is there.
  Result<void> Remove(Tier tier, const std::string& unique_term);

  /// Notes in the history what is about to be done to an article. REQUIRES: before the Upsert or
  /// Remove that does it. In a generation of OpenNext it does nothing: no article changes there.
  Result<void> Note(const ArticleChange& change);

  /// Who publishes, for the history.
  void set_by(std::string name);

  /// What readers of `audience` would see after a Commit now. To be gone before the next Upsert,
  /// Remove or Commit, and before this writer. Looking at it writes pending changes to the disk,
  /// but commits nothing.
  Result<Reader> Preview(Audience audience);

  /// The rules that the base has, and what becomes of them with the next Commit.
  Result<CurationFiles> Curation() const;
  void PutCuration(CurationChanges changes);

  /// Makes everything since Open or the last Commit visible and durable.
  Result<void> Commit();

 private:
  class Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The number of the publish that a crash has cut short in the generation's folder: its journal is
/// finished, and at least one database has committed it. One that reached none never was; 0 then.
/// Throws std::system_error or Xapian::Error.
std::uint64_t PublishToComplete(const std::filesystem::path& generation_dir);

/// Completes a publish that a crash cut short between the databases of the base in `dir`, as the
/// next writer would. For what is allowed to write only. Fails with kLocked while a writer is at
/// work, and as Writer::Open.
Result<void> CompletePublish(const std::filesystem::path& dir);

}  // namespace funnel::store
