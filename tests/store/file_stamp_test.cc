// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/file_stamp.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

TEST_CASE("StampOf: another one for another file or another state, none for nothing") {
  const testing::TempDir dir;
  const auto path = dir.path() / "file";
  CHECK(store::StampOf(path) == store::FileStamp());
  std::ofstream(path) << "a";
  const store::FileStamp first = store::StampOf(path);
  CHECK(first != store::FileStamp());
  CHECK(store::StampOf(path) == first);
  std::ofstream(path, std::ios::app) << "b";
  const store::FileStamp longer = store::StampOf(path);
  CHECK(longer != first);
  std::filesystem::copy_file(path, dir.path() / "next");
  std::filesystem::rename(dir.path() / "next", path);
  CHECK(store::StampOf(path) != longer);
  CHECK(store::StampOf(dir.path()) != store::FileStamp());
}

}  // namespace
}  // namespace funnel
