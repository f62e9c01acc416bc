// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_run.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/jsonl_reader.h"
#include "indexer/markdown_reader.h"
#include "indexer/ordered_pipeline.h"
#include "indexer/store/guard.h"

namespace funnel {
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;

/// A Markdown file, a line of a JSONL file, or a JSONL file that cannot be read.
struct Job {
  const SourceFile* file = nullptr;
  std::optional<JsonlLine> line;
  bool unreadable = false;
};

/// What became of a job.
struct Product {
  std::optional<PreparedArticle> prepared;  ///< Absent when the article failed.
  std::vector<std::string> diagnostics;
  std::uint64_t bytes = 0;
  std::optional<Error> fatal;  ///< Nothing can be stored any more.
};

/// Gives out the jobs of a list of files.
class JobSource {
 public:
  explicit JobSource(const std::vector<SourceFile>& files) : files_(files) {}

  std::optional<Job> Next() {
    while (true) {
      if (lines_) {
        if (auto line = lines_->Next()) return Job{&files_[next_ - 1], std::move(line)};
        const bool good = lines_->good();
        lines_.reset();
        if (!good) return Job{&files_[next_ - 1], std::nullopt, true};
      }
      if (next_ == files_.size()) return std::nullopt;
      const SourceFile& file = files_[next_++];
      if (file.kind == SourceKind::kMarkdown) return Job{&file, std::nullopt};
      lines_ = std::make_unique<JsonlLines>(file.path);
    }
  }

 private:
  const std::vector<SourceFile>& files_;
  std::size_t next_ = 0;
  std::unique_ptr<JsonlLines> lines_;  ///< Of the file before next_.
};

Result<std::string> ReadFile(const SourceFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  std::string bytes;
  if (in) {
    bytes.resize(std::min<std::uint64_t>(file.bytes, kMaxArticleBytes) + 1);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (!in.is_open() || in.bad()) {
    return FailAt(
        file.name, 0, 0,
        std::string("cannot be read (") + std::strerror(errno) + "); check that it is readable");
  }
  return bytes;
}

Result<ReadArticle> Read(const Job& job, const std::string& lang, std::uint64_t& bytes) {
  const SourceFile& file = *job.file;
  if (job.unreadable) {
    return FailAt(file.name, 0, 0, "cannot be read; check that it is readable");
  }
  if (job.line) {
    bytes = job.line->bytes;
    if (job.line->too_long) {
      return FailAt(file.name, job.line->number, 0, "the line is longer than 16 MiB; split it");
    }
    return ReadJsonlArticle(job.line->text, job.line->number, file.name, lang);
  }
  const auto content = ReadFile(file);
  if (!content) return Fail(content.error());
  bytes = content->size();
  return ReadMarkdownArticle(*content, file, lang);
}

Product Process(const Job& job, const std::string& lang, Publish& publish, Analyzer& analyzer) {
  Product product;
  auto read = store::Guard(job.file->name, [&] { return Read(job, lang, product.bytes); });
  if (!read) {
    product.diagnostics.push_back(read.error().message);
    return product;
  }
  product.diagnostics = std::move(read->warnings);
  auto prepared = publish.Prepare(std::move(read->article), analyzer);
  if (prepared) {
    product.prepared = std::move(*prepared);
  } else if (prepared.error().code == ErrorCode::kInvalidInput ||
             prepared.error().code == ErrorCode::kInternal) {
    product.diagnostics.push_back(DiagnosticLine(job.file->name, job.line ? job.line->number : 0, 0,
                                                 "error", prepared.error().message));
  } else {
    product.fatal = prepared.error();
  }
  return product;
}

}  // namespace

Result<IndexCounts> IndexFiles(const std::vector<SourceFile>& files, const std::string& lang,
                               Publish& publish, const IndexCallbacks& callbacks) {
  const std::size_t workers =
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers);
  std::vector<Analyzer> analyzers(workers);
  JobSource source(files);
  OrderedPipeline<Job, Product> pipeline([&] { return source.Next(); },
                                         [&](const Job& job, std::size_t worker) {
                                           return Process(job, lang, publish, analyzers[worker]);
                                         },
                                         workers, kCapacity);
  IndexCounts counts;
  while (!callbacks.interrupted()) {
    auto product = pipeline.Take();
    if (!product) break;
    counts.bytes += product->bytes;
    for (const std::string& line : product->diagnostics) callbacks.report(line);
    if (product->fatal) return Fail(*product->fatal);
    if (product->prepared) {
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

}  // namespace funnel
