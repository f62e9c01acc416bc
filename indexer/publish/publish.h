// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "funnel/analyzer.h"
#include "funnel/indexer.h"
#include "indexer/store/writer.h"

namespace funnel::publish {

/// An article made ready to be stored.
struct PreparedArticle {
  Article article;
  std::string unique_term;
  std::string hash;
  bool restored = false;  ///< An earlier version that somebody brings back, for the history.
  std::optional<Xapian::Document> document;  ///< Absent when the stored one seemed to be the same.
};

/// The steps of Indexer::Add taken apart, so that several threads may prepare what one stores.
class Publish {
 public:
  /// As Indexer::Open.
  static Result<std::unique_ptr<Publish>> Open(const std::filesystem::path& dir);

  /// Begins a new generation, or goes on with one, as store::Writer::OpenNext.
  static Result<std::unique_ptr<Publish>> OpenNext(const std::filesystem::path& dir);

  /// What who publishes should know of the base, with the remedy: that it was analyzed with other
  /// libraries. Empty for nothing.
  const std::string& warning() const { return warning_; }

  /// As store::Writer::resumed.
  std::size_t resumed() const { return writer_.resumed(); }

  /// Who publishes, for the history; until then the user who runs this program.
  void set_by(std::string name);

  /// Goes on in a copy of the generation in force, as store::Writer::Branch.
  Result<void> Branch();

  /// As store::Writer::Find. Thread-safe.
  Result<std::optional<store::StoredArticle>> Find(const std::string& unique_term);

  /// The article with that unique term as of the last commit, or nothing. Thread-safe.
  Result<std::optional<Article>> CommittedArticle(const std::string& unique_term);

  /// Whether the article is stored with the same ContentHash, as of the last Put or Remove.
  Result<bool> IsStored(const Article& article);

  /// As store::Writer::ForEach.
  Result<void> ForEach(const std::function<void(store::Tier, const std::string&)>& visit);

  /// The same with where each is.
  Result<void> ForEachStored(
      const std::function<void(const std::string&, const store::StoredArticle&)>& visit);

  /// Takes an article out, wherever it is.
  Result<void> Remove(const std::string& unique_term);

  /// Checks and analyzes `article`. Thread-safe; one analyzer per thread.
  Result<PreparedArticle> Prepare(Article article, Analyzer& analyzer);

  /// Stores what was prepared. One thread only.
  Result<Outcome> Put(PreparedArticle prepared);

  /// As store::Writer::Preview.
  Result<store::Reader> Preview(Audience audience);

  /// As store::Writer::Curation and PutCuration.
  Result<store::CurationFiles> Curation();
  void PutCuration(store::CurationChanges changes);

  /// As Indexer::Commit. Not while another thread prepares.
  Result<void> Commit();

 private:
  explicit Publish(store::Writer writer);

  Result<std::optional<std::string>> CommittedHash(const std::string& unique_term);
  Result<void> OpenCommitted();

  std::mutex mutex_;  ///< Guards writer_: Xapian handles are not shareable.
  store::Writer writer_;
  std::mutex committed_mutex_;  ///< Guards committed_, so that who prepares does not wait for Put.
  std::unique_ptr<store::CommittedArticles> committed_;  ///< Opened when it is needed.
  Analyzer analyzer_;
  std::string warning_;
};

}  // namespace funnel::publish
