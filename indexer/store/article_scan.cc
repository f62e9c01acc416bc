// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/article_scan.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/writer.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// How long a commit under way may take to reach all tiers.
constexpr std::chrono::minutes kCommitPatience{5};
constexpr std::chrono::milliseconds kCommitPause{20};

/// One database, and how far the scan has come in it.
struct Shard {
  DatabaseName name;
  Xapian::Database database;
  ForwardReader records;
  Xapian::TermIterator at, end;
  std::string term;  ///< `*at`; empty at the end.

  void Take() { term = at == end ? std::string() : *at; }
};

}  // namespace

class ArticleScan::Impl {
 public:
  Impl(fs::path dir, ScanOptions options)
      : dir_(std::move(dir)), options_(std::move(options)), last_(options_.after) {}

  Result<void> Open() {
    const auto deadline = std::chrono::steady_clock::now() + kCommitPatience;
    std::string obstacle;
    while (true) {
      auto current = FindCurrent(dir_, options_.tiers);
      if (!current) return Fail(current.error());
      generation_ = current->name;
      if (auto opened = OpenShards(*current); !opened) return opened;
      if (options_.torn || AtOnePublish(*current)) break;
      if (!obstacle.empty()) {
        return Fail(ErrorCode::kIo,
                    dir_.string() + ": a publish was cut short between two databases: " + obstacle);
      }
      // A commit is under way, or a crash cut one short.
      const auto completed = CompletePublish(dir_);
      if (completed) {
        obstacle = "its journal is missing; run funnel-indexer rebuild";
      } else if (completed.error().code != ErrorCode::kLocked ||
                 std::chrono::steady_clock::now() > deadline) {
        obstacle = completed.error().message;
      } else {
        std::this_thread::sleep_for(kCommitPause);
      }
    }
    Seek();
    return {};
  }

  Result<std::optional<ScannedArticle>> Next() {
    // Opened anew, it goes on from here.
    return RetryOnPublish([&]() -> Result<std::optional<ScannedArticle>> { return Read(); },
                          [&] { return Open(); });
  }

  bool Has(const std::string& unique_term) const {
    return std::any_of(shards_.begin(), shards_.end(),
                       [&](const Shard& shard) { return shard.database.term_exists(unique_term); });
  }

  std::size_t count() const {
    std::size_t count = 0;
    for (const Shard& shard : shards_) count += shard.database.get_doccount();
    return count;
  }

  const std::string& generation() const { return generation_; }
  std::string name() const { return dir_.string(); }

 private:
  Result<void> OpenShards(const CurrentGeneration& current) {
    shards_.clear();
    for (const DatabaseName& name : current.databases) {
      Xapian::Database database((current.folder / PathOf(name)).string());
      if (!IsCommitted(database)) continue;
      auto right =
          options_.any_version ? CheckReadable(database, dir_) : CheckVersions(database, dir_);
      if (!right) return right;
      ForwardReader records;
      // Of another version nobody asks for them.
      if (!options_.any_version) {
        auto opened = ForwardReader::Of(database, current.folder / PathOf(name));
        if (!opened) return Fail(opened.error());
        records = *std::move(opened);
      }
      shards_.push_back({name, std::move(database), std::move(records), {}, {}, {}});
    }
    return {};
  }

  bool AtOnePublish(const CurrentGeneration& current) const {
    if (!current.manifest || !current.manifest->databases) return true;  // Nobody knows.
    const DatabaseNotes& notes = *current.manifest->databases;
    return std::all_of(shards_.begin(), shards_.end(), [&](const Shard& shard) {
      const auto note = notes.find(shard.name);
      return note != notes.end() && note->second.publish == PublishNumber(shard.database);
    });
  }

  /// Puts every shard before its first article behind `last_`.
  void Seek() {
    const std::string prefix(schema::kIdPrefix);
    for (Shard& shard : shards_) {
      shard.at = shard.database.allterms_begin(prefix);
      shard.end = shard.database.allterms_end(prefix);
      if (!last_.empty()) {
        shard.at.skip_to(last_);
        if (shard.at != shard.end && *shard.at == last_) ++shard.at;
      }
      shard.Take();
    }
  }

  std::optional<ScannedArticle> Read() {
    Shard* first = nullptr;
    for (Shard& shard : shards_) {
      if (shard.term.empty() || (first != nullptr && shard.term >= first->term)) continue;
      first = &shard;
    }
    if (first == nullptr) return std::nullopt;
    ScannedArticle article;
    article.tier = first->name.tier;
    std::string term = first->term;
    const auto posting = first->database.postlist_begin(term);
    if (posting == first->database.postlist_end(term)) {
      throw Xapian::DatabaseCorruptError("a unique term without a document: " + term);
    }
    article.document = first->database.get_document(*posting);
    article.hash = article.document.get_value(schema::kHashSlot);
    article.record = article.document.get_data();
    const std::string_view record = first->records.Find(*posting);
    if (!record.empty()) {
      article.document.add_value(schema::kForwardSlot, std::string(record));
      article.document.add_value(schema::kFacetsSlot,
                                 EncodeFacets(first->records.Facets(*posting)));
    }
    ++first->at;
    first->Take();
    last_ = term;
    article.unique_term = std::move(term);
    return article;
  }

  fs::path dir_;
  ScanOptions options_;
  std::string last_;  ///< The unique term given last.
  std::string generation_;
  std::vector<Shard> shards_;
};

ArticleScan::ArticleScan(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleScan::~ArticleScan() = default;
ArticleScan::ArticleScan(ArticleScan&&) noexcept = default;
ArticleScan& ArticleScan::operator=(ArticleScan&&) noexcept = default;

Result<ArticleScan> ArticleScan::Open(const fs::path& dir, ScanOptions options) {
  return Guard(dir.string(), [&]() -> Result<ArticleScan> {
    auto impl = std::make_unique<Impl>(dir, std::move(options));
    auto opened = RetryOnPublish([&] { return impl->Open(); }, NothingToRefresh);
    if (!opened) return Fail(opened.error());
    return ArticleScan(std::move(impl));
  });
}

Result<std::optional<ScannedArticle>> ArticleScan::Next() {
  return Guard(impl_->name(), [&] { return impl_->Next(); });
}

Result<bool> ArticleScan::Has(const std::string& unique_term) {
  return Guard(impl_->name(), [&] { return Result<bool>(impl_->Has(unique_term)); });
}

std::size_t ArticleScan::count() const { return impl_->count(); }

const std::string& ArticleScan::generation() const { return impl_->generation(); }

}  // namespace funnel::store
