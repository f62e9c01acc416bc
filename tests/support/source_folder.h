// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "funnel/article.h"
#include "indexer/readers/source_jobs.h"
#include "tests/support/temp_dir.h"

namespace funnel::testing {

/// A folder with files of articles in it.
class SourceFolder {
 public:
  void Write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((dir_.path() / name).parent_path());
    std::ofstream(dir_.path() / name, std::ios::binary) << content;
  }

  std::string path() const { return dir_.path().string(); }

  /// What `print` makes of each article, and what is said about them, a line each; the folder's
  /// name is "D".
  template <class Print>
  std::string Read(const Print& print) const {
    const readers::FoundFiles found = readers::FindFiles({path()});
    readers::SourceJobs jobs(found.files);
    std::string out;
    while (const auto job = jobs.Next()) {
      std::uint64_t bytes = 0;
      const auto read = readers::ReadSourceJob(*job, "", bytes);
      if (!read) {
        out += read.error().message + "\n";
        continue;
      }
      out += print(read->article) + "\n";
      for (const std::string& warning : read->warnings) out += warning + "\n";
    }
    for (std::size_t at = 0; (at = out.find(path(), at)) != std::string::npos;) {
      out.replace(at, path().size(), "D");
    }
    return out;
  }

 private:
  TempDir dir_;
};

}  // namespace funnel::testing
