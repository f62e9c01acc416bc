// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <ctime>
#include <filesystem>

namespace funnel::store {

/// Tells one state of a file or folder from another.
struct FileStamp {
  ino_t inode = 0;
  time_t seconds = 0;
  long nanoseconds = 0;
  off_t size = 0;

  bool operator==(const FileStamp&) const = default;
};

/// The stamp of what `path` names now; FileStamp() where there is nothing.
FileStamp StampOf(const std::filesystem::path& path);

}  // namespace funnel::store
