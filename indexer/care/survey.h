// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/file_finder.h"
#include "indexer/publish.h"

namespace funnel {

/// What would have to happen to a base for it to hold the articles of some files, and no others.
struct SyncPlan {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t failed = 0;            ///< Articles, and files that could not be read.
  std::size_t stored = 0;            ///< Articles in the base now.
  std::uint64_t bytes = 0;           ///< Read from files.
  std::vector<bool> wanted;          ///< By number of the article: is it new or changed?
  std::vector<std::string> removed;  ///< Unique terms of stored articles that no file has.

  bool changes() const { return added > 0 || updated > 0 || !removed.empty(); }
};

/// How a survey reaches its caller.
struct SurveyCallbacks {
  std::function<void(const std::string& diagnostic)> report;  ///< One line, in input order.
  std::function<void(const SyncPlan& plan)> progress;         ///< After each article.
  std::function<bool()> interrupted;                          ///< Stop now?
};

/// Reads all articles, analyzes none, and compares them with those in `base`. Two articles of one
/// id and language are an error of the second. Takes about 50 bytes of memory for each article.
Result<SyncPlan> Survey(const std::vector<SourceFile>& files, const std::string& lang,
                        Publish& base, const SurveyCallbacks& callbacks);

}  // namespace funnel
