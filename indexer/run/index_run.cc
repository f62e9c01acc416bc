// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run/index_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/base/diagnostic_line.h"
#include "indexer/base/ordered_pipeline.h"
#include "indexer/publish/retired.h"
#include "indexer/publish/seen_articles.h"
#include "indexer/publish/stored_id.h"
#include "indexer/readers/source_jobs.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"

namespace funnel::run {
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;

/// What became of a job.
struct Product {
  const readers::SourceFile* file = nullptr;
  std::size_t line = 0;                              ///< Of a JSONL file.
  std::optional<publish::PreparedArticle> prepared;  ///< Absent when the article failed.
  std::vector<std::string> diagnostics;
  std::uint64_t bytes = 0;
  std::optional<Error> fatal;  ///< Nothing can be stored any more.
  bool stays_retired = false;
};

Product Process(const readers::SourceJob& job, const std::string& lang, publish::Publish& publish,
                Analyzer& analyzer, bool include_retired) {
  Product product;
  product.file = job.file;
  product.line = job.line ? job.line->number : 0;
  auto read = store::Guard(job.file->name,
                           [&] { return readers::ReadSourceJob(job, lang, product.bytes); });
  if (!read) {
    product.diagnostics.push_back(read.error().message);
    return product;
  }
  product.diagnostics = std::move(read->warnings);
  if (auto adopted = publish::AdoptStoredId(*job.file, publish, read->article); !adopted) {
    product.fatal = adopted.error();
    return product;
  }
  auto prepared = publish.Prepare(std::move(read->article), analyzer);
  if (prepared && prepared->document && !include_retired) {
    const auto brings_back = publish::WouldBringBack(publish, prepared->article);
    if (!brings_back) {
      product.fatal = brings_back.error();
      return product;
    }
    product.stays_retired = *brings_back;
    if (*brings_back) {
      product.diagnostics.push_back(
          base::DiagnosticLine(job.file->name, product.line, 0, "warning",
                               fmt::format("{} {}", schema::NameOfUniqueTerm(prepared->unique_term),
                                           publish::kStaysRetired)));
    }
  }
  if (prepared) {
    product.prepared = std::move(*prepared);
  } else if (prepared.error().code == ErrorCode::kInvalidInput ||
             prepared.error().code == ErrorCode::kInternal) {
    product.diagnostics.push_back(
        base::DiagnosticLine(job.file->name, product.line, 0, "error", prepared.error().message));
  } else {
    product.fatal = prepared.error();
  }
  return product;
}

}  // namespace

Result<IndexCounts> IndexFiles(const std::vector<readers::SourceFile>& files,
                               const std::string& lang, publish::Publish& publish,
                               const IndexCallbacks& callbacks) {
  const std::size_t workers =
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers);
  std::vector<Analyzer> analyzers(workers);
  readers::SourceJobs source(files);
  std::size_t number = 0;
  const auto next = [&] {
    std::optional<readers::SourceJob> job = source.Next();
    while (job && callbacks.wanted && !callbacks.wanted(number++)) job = source.Next();
    return job;
  };
  base::OrderedPipeline<readers::SourceJob, Product> pipeline(
      next,
      [&](const readers::SourceJob& job, std::size_t worker) {
        return Process(job, lang, publish, analyzers[worker], callbacks.include_retired);
      },
      workers, kCapacity, readers::BytesOf, readers::kMaxBytesInWork);
  IndexCounts counts;
  publish::SeenArticles seen;
  while (!callbacks.interrupted()) {
    auto product = pipeline.Take();
    if (!product) break;
    counts.bytes += product->bytes;
    for (const std::string& line : product->diagnostics) callbacks.report(line);
    if (product->fatal) return Fail(*product->fatal);
    const std::string twice = product->prepared ? seen.Note(product->prepared->unique_term,
                                                            product->file->name, product->line)
                                                : std::string();
    if (!twice.empty()) {
      callbacks.report(base::DiagnosticLine(product->file->name, product->line, 0, "error", twice));
      product->prepared.reset();
    }
    if (product->prepared && product->stays_retired) {
      ++counts.unchanged;
    } else if (product->prepared) {
      const auto outcome = publish.Put(std::move(*product->prepared));
      if (!outcome) return Fail(outcome.error());
      ++(*outcome == Outcome::kAdded     ? counts.added
         : *outcome == Outcome::kUpdated ? counts.updated
                                         : counts.unchanged);
    } else {
      ++counts.failed;
    }
    callbacks.progress(counts);
  }
  return counts;
}

}  // namespace funnel::run
