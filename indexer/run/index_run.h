// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/publish/publish.h"
#include "indexer/readers/file_finder.h"

namespace funnel::run {

/// What a run did so far.
struct IndexCounts {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t failed = 0;   ///< Articles, and files that could not be read.
  std::uint64_t bytes = 0;  ///< Read from files.

  std::size_t articles() const { return added + updated + unchanged + failed; }
};

/// How a run reaches its caller.
struct IndexCallbacks {
  std::function<void(const std::string& diagnostic)> report;  ///< One line, in input order.
  std::function<void(const IndexCounts& counts)> progress;    ///< After each article.
  std::function<bool()> interrupted;                          ///< Stop now?
  /// Whether the article with that number, from 0 in input order, is to be read; empty: all are.
  std::function<bool(std::size_t number)> wanted = {};
  /// Whether what was retired by hand in the base comes back; otherwise it stays, with a warning.
  bool include_retired = false;
};

/// Reads `files` and puts their articles into `publish`, in order, the reading and analyzing on
/// several threads; `lang` is the language of articles that do not name theirs. Does not commit.
/// What is wrong with an article is reported and counted, and the rest goes on; the second of two
/// articles with one id and language is wrong; fails only when
/// nothing can be stored any more. Stops early when interrupted.
Result<IndexCounts> IndexFiles(const std::vector<readers::SourceFile>& files,
                               const std::string& lang, publish::Publish& publish,
                               const IndexCallbacks& callbacks);

}  // namespace funnel::run
