// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace {

[[noreturn]] void ThrowErrno(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

FileDescriptor OpenFile(const std::filesystem::path& path, int flags) {
  FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
  if (!file.is_open()) ThrowErrno(path.string());
  return file;
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = other.Release();
  }
  return *this;
}

int FileDescriptor::Release() { return std::exchange(fd_, -1); }

void FileDescriptor::Close() {
  if (fd_ >= 0) ::close(Release());
}

void WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      ThrowErrno("write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void SyncFile(int fd) {
  if (::fsync(fd) != 0) ThrowErrno("fsync");
}

void SyncFolder(const std::filesystem::path& dir) {
  SyncFile(OpenFile(dir, O_RDONLY | O_DIRECTORY).get());
}

void ReplaceFile(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path fresh = path.string() + ".new";
  {
    FileDescriptor file = OpenFile(fresh, O_WRONLY | O_CREAT | O_TRUNC);
    WriteAll(file.get(), content);
    SyncFile(file.get());
  }
  std::filesystem::rename(fresh, path);
  SyncFolder(path.parent_path());
}

std::string ReadSmallFile(const std::filesystem::path& path, std::size_t max_bytes) {
  std::string content = ReadBeginning(path, max_bytes + 1);
  if (content.size() > max_bytes) {
    throw Failure({ErrorCode::kCorrupt, path.string() + ": longer than the " +
                                            std::to_string(max_bytes) +
                                            " bytes that such a file may have; restore a backup"});
  }
  return content;
}

std::string ReadBeginning(const std::filesystem::path& path, std::size_t max_bytes) {
  const FileDescriptor file = OpenFile(path, O_RDONLY);
  std::string content(max_bytes, '\0');
  std::size_t size = 0;
  while (size < max_bytes) {
    const ssize_t got = ::read(file.get(), content.data() + size, max_bytes - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) ThrowErrno(path.string());
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  return content;
}

}  // namespace funnel::store
