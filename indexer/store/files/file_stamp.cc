// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/file_stamp.h"

#include <sys/stat.h>

namespace funnel::store {

FileStamp StampOf(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return {status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
}

}  // namespace funnel::store
