// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/base/ordered_pipeline.h"
#include "indexer/publish/publish.h"
#include "indexer/readers/source_jobs.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/journal.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/writer.h"

namespace funnel::care {
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;
/// So many names of articles in memory at once, of those that the base no longer has.
constexpr std::size_t kMostSwept = 10'000;

/// A stored article, without any handle of Xapian's: it goes from thread to thread.
struct Job {
  std::string unique_term;
  std::string record;
};

struct Product {
  std::string unique_term;
  Result<publish::PreparedArticle> prepared;
};

Product Prepare(const Job& job, publish::Publish& next, Analyzer& analyzer) {
  auto prepared = store::Guard(job.unique_term, [&]() -> Result<publish::PreparedArticle> {
    auto article = store::DecodeArticle(job.record);
    if (!article) return Fail(article.error());
    return next.Prepare(std::move(*article), analyzer);
  });
  return {job.unique_term, std::move(prepared)};
}

class Rebuilder {
 public:
  Rebuilder(const std::filesystem::path& dir, publish::Publish& next, bool skip_damaged,
            const CareCallbacks& callbacks)
      : dir_(dir), next_(next), skip_damaged_(skip_damaged), callbacks_(callbacks) {}

  Result<void> Run() {
    // The base is locked: nothing changes any more but by this run.
    auto scan = store::ArticleScan::Open(dir_, {.any_version = true, .torn = true});
    if (!scan) return Fail(scan.error());
    counts_.resumed = next_.resumed();
    if (counts_.resumed > 0 && callbacks_.resuming) {
      callbacks_.resuming(counts_.resumed, scan->count());
    }
    if (auto copied = PutAll(*scan); !copied) return copied;
    if (callbacks_.interrupted()) return {};
    if (auto swept = Sweep(*scan); !swept) return swept;
    if (auto completed = Complete(dir_ / scan->generation()); !completed) return completed;
    counts_.articles = 0;
    return next_.ForEach([&](store::Tier, const std::string&) { ++counts_.articles; });
  }

  const RebuildCounts& counts() const { return counts_; }

 private:
  Result<void> PutAll(store::ArticleScan& scan) {
    const std::size_t total = scan.count();
    const std::size_t workers =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers);
    std::vector<Analyzer> analyzers(workers);
    std::size_t done = 0;
    std::optional<Error> failure;
    {
      base::OrderedPipeline<Job, Product> pipeline(
          [&]() -> std::optional<Job> {
            auto article = scan.Next();
            if (!article) failure = article.error();
            if (!article || !*article) return std::nullopt;
            return Job{std::move((*article)->unique_term), std::move((*article)->record)};
          },
          [&](const Job& job, std::size_t worker) {
            return Prepare(job, next_, analyzers[worker]);
          },
          workers, kCapacity, [](const Job& job) { return job.record.size(); },
          readers::kMaxBytesInWork);
      while (!callbacks_.interrupted()) {
        auto product = pipeline.Take();
        if (!product) break;
        if (auto put = Put(std::move(*product)); !put) return put;
        callbacks_.progress(++done, total);
      }
    }  // No thread is in the source any more.
    if (failure) return Fail(*failure);
    return {};
  }

  Result<void> Put(Product product) {
    if (!product.prepared) {
      const Error& error = product.prepared.error();
      if (error.code == ErrorCode::kIo) return Fail(error);
      callbacks_.report(fmt::format(
          "{}: error: {}: {}", dir_.string(), schema::NameOfUniqueTerm(product.unique_term),
          skip_damaged_ ? "damaged, left out; index its file again" : error.message));
      ++counts_.damaged;
      // An earlier run may have had it when it was whole.
      return counts_.resumed == 0 ? Result<void>() : next_.Remove(product.unique_term);
    }
    const auto outcome = next_.Put(std::move(*product.prepared));
    if (!outcome) return Fail(outcome.error());
    if (*outcome != Outcome::kUnchanged) ++counts_.analyzed;
    return {};
  }

  /// Takes out what an earlier run has put in and the base no longer has.
  Result<void> Sweep(store::ArticleScan& scan) {
    if (counts_.resumed == 0) return {};
    std::vector<std::string> gone;
    do {
      gone.clear();
      std::optional<Error> failure;
      auto compared = next_.ForEach([&](store::Tier, const std::string& unique_term) {
        if (gone.size() == kMostSwept || failure) return;
        const auto has = scan.Has(unique_term);
        if (!has) failure = has.error();
        if (has && !*has) gone.push_back(unique_term);
      });
      if (!compared) return compared;
      if (failure) return Fail(*failure);
      for (const std::string& unique_term : gone) {
        if (auto removed = next_.Remove(unique_term); !removed) return removed;
      }
    } while (gone.size() == kMostSwept);
    return {};
  }

  /// Applies a publish that has reached some of the tiers only.
  Result<void> Complete(const std::filesystem::path& generation_dir) {
    const auto publish = store::Guard(dir_.string(), [&] {
      return Result<std::uint64_t>(store::PublishToComplete(generation_dir));
    });
    if (!publish) return Fail(publish.error());
    if (*publish == 0 || callbacks_.interrupted()) return {};
    Analyzer analyzer;
    return store::Guard(dir_.string(), [&] {
      return store::ReadJournal(
          generation_dir / "journal", [&](const store::JournalEntry& entry) -> Result<void> {
            if (!entry.removes) {
              std::string record = Xapian::Document::unserialise(entry.document).get_data();
              return Put(Prepare({entry.unique_term, std::move(record)}, next_, analyzer));
            }
            return next_.Remove(entry.unique_term);
          });
    });
  }

  const std::filesystem::path& dir_;
  publish::Publish& next_;
  bool skip_damaged_;
  const CareCallbacks& callbacks_;
  RebuildCounts counts_;
};

}  // namespace

Result<RebuildCounts> Rebuild(const std::filesystem::path& dir, bool skip_damaged,
                              const CareCallbacks& callbacks) {
  auto next = publish::Publish::OpenNext(dir);
  if (!next) return Fail(next.error());
  Rebuilder rebuilder(dir, **next, skip_damaged, callbacks);
  if (auto done = rebuilder.Run(); !done) return Fail(done.error());
  const RebuildCounts counts = rebuilder.counts();
  if (callbacks.interrupted()) return counts;
  if (counts.damaged > 0 && !skip_damaged) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{0}: {1} articles are damaged, nothing was changed; restore a backup, "
                            "or leave them out: funnel-indexer rebuild --kb {0} --skip-damaged",
                            dir.string(), counts.damaged));
  }
  if (auto committed = (*next)->Commit(); !committed) return Fail(committed.error());
  return counts;
}

}  // namespace funnel::care
