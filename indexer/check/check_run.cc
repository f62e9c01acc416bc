// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/check_run.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

#include "indexer/base/ordered_pipeline.h"
#include "indexer/readers/source_jobs.h"
#include "indexer/store/files/guard.h"

namespace funnel::check {
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;

struct Product {
  CheckedArticle checked;
  std::string file;
  std::uint64_t bytes = 0;
};

CheckedArticle Unreadable(const std::string& line, const std::string& file) {
  return {std::nullopt,
          {cli::ParseDiagnosticLine(line, file, "unreadable", cli::Severity::kError)}};
}

CheckedArticle Check(const readers::SourceJob& job, const CheckOptions& options,
                     std::uint64_t& bytes) {
  const readers::SourceFile& file = *job.file;
  if (file.kind != readers::SourceKind::kMarkdown) {
    return CheckReadArticle(readers::ReadSourceJob(job, options.lang, bytes),
                            job.line ? job.line->number : 0, file, options);
  }
  const auto content = readers::ReadSourceFile(file);
  if (!content) return Unreadable(content.error().message, file.name);
  bytes = content->size();
  return CheckArticle(*content, file, options);
}

Product Process(const readers::SourceJob& job, const CheckOptions& options) {
  Product product{{}, job.file->name, 0};
  auto checked = store::Guard(job.file->name, [&]() -> Result<CheckedArticle> {
    return Check(job, options, product.bytes);
  });
  product.checked =
      checked ? std::move(*checked) : Unreadable(checked.error().message, product.file);
  return product;
}

}  // namespace

Result<std::size_t> CheckFiles(const std::vector<readers::SourceFile>& files,
                               const CheckOptions& options, CollectionCheck& collection,
                               const CheckCallbacks& callbacks) {
  const std::size_t workers =
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers);
  readers::SourceJobs source(files);
  base::OrderedPipeline<readers::SourceJob, Product> pipeline(
      [&] { return source.Next(); },
      [&](const readers::SourceJob& job, std::size_t) { return Process(job, options); }, workers,
      kCapacity);
  std::size_t articles = 0;
  std::uint64_t bytes = 0;
  while (!callbacks.interrupted()) {
    auto product = pipeline.Take();
    if (!product) break;
    auto found = collection.Add(product->checked, product->file);
    if (!found) return Fail(found.error());
    std::vector<cli::Diagnostic>& diagnostics = product->checked.diagnostics;
    std::move(found->begin(), found->end(), std::back_inserter(diagnostics));
    cli::SortByPlace(diagnostics);
    for (const cli::Diagnostic& diagnostic : diagnostics) callbacks.report(diagnostic);
    bytes += product->bytes;
    callbacks.progress(bytes, ++articles);
    if (callbacks.take) callbacks.take(std::move(product->checked), product->file);
  }
  if (callbacks.interrupted()) return articles;
  auto found = collection.Finish();
  if (!found) return Fail(found.error());
  for (const cli::Diagnostic& diagnostic : *found) callbacks.report(diagnostic);
  return articles;
}

}  // namespace funnel::check
