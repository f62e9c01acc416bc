// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/source_jobs.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/utf8.h"
#include "indexer/readers/csv_table.h"
#include "indexer/readers/dita_reader.h"
#include "indexer/readers/helpdesk_json.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/readers/wordpress_export.h"

namespace funnel::readers {
namespace {

SourceJob JobOf(const SourceFile& file) {
  SourceJob job;
  job.file = &file;
  return job;
}

/// A name is an article's id and source, so it has to be text. Fails with kInvalidInput.
Result<void> CheckName(const SourceFile& file) {
  if (base::FindInvalidUtf8(file.name) != std::string_view::npos) {
    return base::FailAt(file.name, 0, 0, "the name of the file is not UTF-8; rename it");
  }
  if (std::any_of(file.name.begin(), file.name.end(), base::IsControl)) {
    return base::FailAt(
        file.name, 0, 0,
        "the name of the file has a line break or another control character in it; rename it");
  }
  return {};
}

SourceJob Unreadable(const SourceFile& file, std::string problem) {
  SourceJob job = JobOf(file);
  job.unreadable = true;
  job.problem = std::move(problem);
  return job;
}

}  // namespace

std::size_t BytesOf(const SourceJob& job) {
  if (job.line) return job.line->text.size();
  const std::size_t articles = job.zendesk ? std::max<std::size_t>(job.zendesk->size(), 1) : 1;
  return std::min<std::uint64_t>(job.file->bytes / articles, kMaxArticleBytes);
}

std::optional<SourceJob> SourceJobs::Next() {
  while (true) {
    if (lines_) {
      if (auto line = lines_->Next()) {
        SourceJob job = JobOf(files_[next_ - 1]);
        job.line = std::move(line);
        return job;
      }
      const bool good = lines_->good();
      lines_.reset();
      if (!good) return Unreadable(files_[next_ - 1], {});
    }
    if (auto job = NextOfZendesk()) return job;
    if (auto job = NextOfHelpdesk()) return job;
    if (auto job = NextOfStream()) return job;
    if (next_ == files_.size()) return std::nullopt;
    const SourceFile& file = files_[next_++];
    if (!HasSeveralArticles(file.kind)) return JobOf(file);
    if (const auto named = CheckName(file); !named) return Unreadable(file, named.error().message);
    if (auto opened = Open(file); !opened) return Unreadable(file, opened.error().message);
  }
}

Result<void> SourceJobs::Open(const SourceFile& file) {
  if (file.kind == SourceKind::kZendesk) return OpenZendesk(file);
  if (file.kind == SourceKind::kHelpdesk) {
    auto records = ReadHelpdeskJson(file.path, file.name);
    if (!records) return Fail(records.error());
    records_ = std::move(*records);
    record_ = 0;
  } else if (file.kind == SourceKind::kJsonl) {
    lines_ = std::make_unique<JsonlLines>(file.path);
  } else {
    auto stream = file.kind == SourceKind::kCsv ? OpenCsv(file.path, file.name)
                                                : OpenWordpress(file.path, file.name);
    if (!stream) return Fail(stream.error());
    stream_ = std::move(*stream);
  }
  return {};
}

std::optional<SourceJob> SourceJobs::NextOfStream() {
  if (!stream_) return std::nullopt;
  auto record = stream_->Next();
  if (!record) {
    stream_.reset();
    return std::nullopt;
  }
  const SourceFile& file = files_[next_ - 1];
  if (!*record) return Unreadable(file, record->error().message);
  SourceJob job = JobOf(file);
  job.line = std::move(**record);
  return job;
}

std::optional<SourceJob> SourceJobs::NextOfHelpdesk() {
  if (record_ == records_.size()) return std::nullopt;
  SourceJob job = JobOf(files_[next_ - 1]);
  job.line.emplace();
  job.line->text = std::move(records_[record_]);
  job.line->bytes = job.line->text.size();
  job.line->too_long = job.line->bytes > kMaxArticleBytes;
  job.line->number = ++record_;
  if (record_ == records_.size()) {
    records_.clear();
    record_ = 0;
  }
  return job;
}

std::optional<SourceJob> SourceJobs::NextOfZendesk() {
  while (zendesk_) {
    if (item_ == zendesk_->size()) {
      zendesk_.reset();
      break;
    }
    const std::size_t item = item_++;
    if (!zendesk_->IsOwn(item, *catalog_)) continue;
    SourceJob job = JobOf(files_[next_ - 1]);
    job.zendesk = zendesk_;
    job.catalog = catalog_;
    job.item = item;
    return job;
  }
  return std::nullopt;
}

Result<void> SourceJobs::OpenZendesk(const SourceFile& file) {
  if (!catalog_) {
    auto catalog = std::make_shared<ZendeskCatalog>();
    for (const SourceFile& other : files_) {
      if (other.kind != SourceKind::kZendesk) continue;
      // One that cannot be read is reported when its turn comes.
      if (const auto read = ZendeskFile::Read(other.path, other.name)) (*read)->AddTo(*catalog);
    }
    catalog_ = std::move(catalog);
  }
  auto read = ZendeskFile::Read(file.path, file.name);
  if (!read) return Fail(read.error());
  zendesk_ = std::move(*read);
  item_ = 0;
  return {};
}

Result<std::string> ReadSourceFile(const SourceFile& file) {
  if (auto named = CheckName(file); !named) return Fail(named.error());
  std::ifstream in(file.path, std::ios::binary);
  std::string bytes;
  if (in) {
    bytes.resize(std::min<std::uint64_t>(file.bytes, kMaxArticleBytes) + 1);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (!in.is_open() || in.bad()) {
    return base::FailAt(
        file.name, 0, 0,
        std::string("cannot be read (") + std::strerror(errno) + "); check that it is readable");
  }
  return bytes;
}

Result<ReadArticle> ReadSource(std::string_view bytes, const SourceFile& file,
                               const std::string& lang) {
  switch (file.kind) {
    case SourceKind::kHtml:
      return ReadHtmlArticle(bytes, file, lang);
    case SourceKind::kDita:
      return ReadDitaArticle(bytes, file, lang);
    default:
      return ReadMarkdownArticle(bytes, file, lang);
  }
}

Result<ReadArticle> ReadSourceJob(const SourceJob& job, const std::string& lang,
                                  std::uint64_t& bytes) {
  const SourceFile& file = *job.file;
  if (job.unreadable) {
    if (!job.problem.empty()) return Fail(ErrorCode::kInvalidInput, job.problem);
    return base::FailAt(file.name, 0, 0, "cannot be read; check that it is readable");
  }
  if (job.line) {
    bytes = job.line->bytes;
    if (job.line->too_long) {
      return base::FailAt(file.name, job.line->number, 0,
                          "the line is longer than 16 MiB; split it");
    }
    return ReadJsonlArticle(job.line->text, job.line->number, file.name, lang);
  }
  if (job.zendesk) {
    bytes = file.bytes / job.zendesk->size();
    return job.zendesk->Get(job.item, *job.catalog);
  }
  const auto content = ReadSourceFile(file);
  if (!content) return Fail(content.error());
  bytes = content->size();
  return ReadSource(*content, file, lang);
}

}  // namespace funnel::readers
