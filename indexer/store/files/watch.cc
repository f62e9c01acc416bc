// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/watch.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "indexer/store/files/durable_file.h"

namespace funnel::store {
namespace {

/// So much is copied before anybody asks how far it is.
constexpr std::size_t kStepBytes = std::size_t{8} << 20;

[[noreturn]] void Throw(const std::filesystem::path& path) {
  throw std::filesystem::filesystem_error("copy", path,
                                          std::error_code(errno, std::generic_category()));
}

}  // namespace

void Steps::Add(std::uint64_t bytes) {
  done_ = std::min(done_ + bytes, bytes_);
  if (watch_.interrupted && watch_.interrupted()) throw Stopped();
  if (watch_.progress) watch_.progress(done_, bytes_);
}

void CopyFile(const std::filesystem::path& from, const std::filesystem::path& to, Steps& steps) {
  const FileDescriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!in.is_open() || ::fstat(in.get(), &status) != 0) Throw(from);
  const FileDescriptor out(
      ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777));
  if (!out.is_open()) Throw(to);
  while (true) {
    const ssize_t copied = ::sendfile(out.get(), in.get(), nullptr, kStepBytes);
    if (copied < 0 && errno == EINTR) continue;
    if (copied < 0) Throw(to);
    steps.Add(static_cast<std::uint64_t>(copied));
    if (copied == 0) return;
  }
}

}  // namespace funnel::store
