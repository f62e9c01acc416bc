// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/export_target.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/exports/article_json.h"
#include "indexer/exports/article_markdown.h"
#include "indexer/exports/export_path.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"

namespace funnel::exports {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

[[noreturn]] void ThrowErrno() { throw std::system_error(errno, std::generic_category()); }

/// The folder that holds `path`, by a name that can be opened.
fs::path ParentOf(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

class StreamTarget : public ExportTarget {
 public:
  explicit StreamTarget(std::ostream& out) : out_(out) {}

  Result<void> Add(const Article& article) override {
    out_ << ArticleToJsonLine(article) << '\n';
    return Check();
  }
  Result<void> Finish() override {
    out_.flush();
    return Check();
  }

 private:
  Result<void> Check() const {
    if (out_) return {};
    return Fail(ErrorCode::kIo, "standard output could not be written");
  }

  std::ostream& out_;
};

class FileTarget : public ExportTarget {
 public:
  explicit FileTarget(fs::path file) : file_(std::move(file)), partial_(file_.string() + ".new") {}
  ~FileTarget() override {
    std::error_code ignored;
    if (open_.is_open()) fs::remove(partial_, ignored);
  }

  Result<void> Open() {
    return store::Guard(file_.string(), [&]() -> Result<void> {
      if (fs::is_directory(file_)) {
        return Fail(ErrorCode::kInvalidInput,
                    file_.string() + ": a folder; name a file, or use --folder");
      }
      open_ = store::FileDescriptor(
          ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
      if (!open_.is_open()) ThrowErrno();
      return {};
    });
  }

  Result<void> Add(const Article& article) override {
    buffer_ += ArticleToJsonLine(article);
    buffer_ += '\n';
    if (buffer_.size() < kBufferBytes) return {};
    return store::Guard(file_.string(), [&] { Flush(); });
  }

  Result<void> Finish() override {
    return store::Guard(file_.string(), [&] {
      Flush();
      store::SyncFile(open_.get());
      fs::rename(partial_, file_);
      open_.Close();
      store::SyncFolder(ParentOf(file_));
    });
  }

 private:
  void Flush() {
    store::WriteAll(open_.get(), buffer_);
    buffer_.clear();
  }

  fs::path file_;
  fs::path partial_;
  store::FileDescriptor open_;
  std::string buffer_;
};

class FolderTarget : public ExportTarget {
 public:
  explicit FolderTarget(const fs::path& dir) : dir_(fs::absolute(dir).lexically_normal()) {
    if (!dir_.has_filename()) dir_ = dir_.parent_path();
  }
  ~FolderTarget() override {
    std::error_code ignored;
    if (!partial_.empty()) fs::remove_all(partial_, ignored);
  }

  Result<void> Open() {
    return store::Guard(dir_.string(), [&]() -> Result<void> {
      if (fs::exists(dir_) && (!fs::is_directory(dir_) || !fs::is_empty(dir_))) {
        return Fail(ErrorCode::kInvalidInput,
                    dir_.string() + ": not an empty folder; name a new one");
      }
      fs::create_directories(dir_.parent_path());
      const std::string partial = dir_.string() + ".new-" + std::to_string(::getpid());
      if (::mkdir(partial.c_str(), 0777) != 0) ThrowErrno();
      partial_ = partial;
      return {};
    });
  }

  Result<void> Add(const Article& article) override {
    const auto content = ArticleToMarkdown(article);
    if (!content) return Fail(content.error());
    return store::Guard(dir_.string(), [&] {
      const fs::path path = partial_ / ExportPath(article.lang, article.id);
      if (made_.insert(path.parent_path().string()).second) {
        fs::create_directories(path.parent_path());
      }
      const store::FileDescriptor file(
          ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
      if (!file.is_open()) ThrowErrno();
      store::WriteAll(file.get(), *content);
    });
  }

  Result<void> Finish() override {
    return store::Guard(dir_.string(), [&] {
      // Thousands of small files: all of the file system at once is quicker than each of them.
      const store::FileDescriptor folder(::open(partial_.c_str(), O_RDONLY | O_CLOEXEC));
      if (!folder.is_open() || ::syncfs(folder.get()) != 0) ThrowErrno();
      fs::rename(partial_, dir_);  // Onto an empty folder, if there is one.
      partial_.clear();
      store::SyncFolder(dir_.parent_path());
    });
  }

 private:
  fs::path dir_;
  fs::path partial_;
  std::set<std::string> made_;
};

template <class Target>
Result<std::unique_ptr<ExportTarget>> Opened(const fs::path& path) {
  auto target = std::make_unique<Target>(path);
  if (auto opened = target->Open(); !opened) return Fail(opened.error());
  return std::unique_ptr<ExportTarget>(std::move(target));
}

}  // namespace

Result<std::unique_ptr<ExportTarget>> ExportToJsonl(const fs::path& file) {
  return Opened<FileTarget>(file);
}

std::unique_ptr<ExportTarget> ExportToStream(std::ostream& out) {
  return std::make_unique<StreamTarget>(out);
}

Result<std::unique_ptr<ExportTarget>> ExportToFolder(const fs::path& dir) {
  return Opened<FolderTarget>(dir);
}

}  // namespace funnel::exports
