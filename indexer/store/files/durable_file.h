// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::store {

/// A file descriptor that closes itself.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() { Close(); }
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.Release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  int Release();
  void Close();

 private:
  int fd_ = -1;
};

// These throw std::system_error, for Guard to turn into an Error.

/// Writes all of `bytes` to `fd`.
void WriteAll(int fd, std::string_view bytes);

/// Forces the content of `fd`, or the entries of folder `dir`, to the disk.
void SyncFile(int fd);
void SyncFolder(const std::filesystem::path& dir);

/// Replaces `path` by a file holding `content`: after a crash the file is the old or the new one,
/// whole. Writes `path` + ".new", syncs, renames, syncs the folder.
void ReplaceFile(const std::filesystem::path& path, std::string_view content);

/// The content of a small file. One of more than `max_bytes` is none of ours, and throws Failure.
std::string ReadSmallFile(const std::filesystem::path& path, std::size_t max_bytes = 16 * 1024);

/// The first `max_bytes` of a file, or all of it.
std::string ReadBeginning(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace funnel::store
