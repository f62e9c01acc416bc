// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/publish/publish.h"
#include "indexer/readers/file_finder.h"

namespace funnel::care {

/// What would have to happen to a base for it to hold the articles of some files, and no others.
struct SyncPlan {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t failed = 0;    ///< Articles, and files that could not be read.
  std::size_t stored = 0;    ///< Articles in the base now.
  std::uint64_t bytes = 0;   ///< Read from files.
  std::vector<bool> wanted;  ///< By number of the article: is it new or changed?
  std::size_t removed = 0;   ///< Stored articles that no file has: see ForEachRemoved.
  /// Which stored articles some file has, by tier and number in it.
  std::array<std::vector<bool>, store::kTierCount> kept;

  bool changes() const { return added > 0 || updated > 0 || removed > 0; }
};

/// How a survey reaches its caller.
struct SurveyCallbacks {
  std::function<void(const std::string& diagnostic)> report;  ///< One line, in input order.
  std::function<void(const SyncPlan& plan)> progress;         ///< After each article.
  std::function<bool()> interrupted;                          ///< Stop now?
  bool include_retired = false;                               ///< As run::IndexCallbacks.
};

/// Reads all articles, analyzes none, and compares them with those in `base`. Two articles of one
/// id and language are an error of the second. Takes a bit of memory for each stored article, and
/// another and 70 bytes for each in the files.
Result<SyncPlan> Survey(const std::vector<readers::SourceFile>& files, const std::string& lang,
                        publish::Publish& base, const SurveyCallbacks& callbacks);

/// Hands the unique term of each stored article that no file has to `visit`, sorted within each
/// tier. REQUIRES: since the survey nothing was done to `base` but removing some of these.
Result<void> ForEachRemoved(publish::Publish& base, const SyncPlan& plan,
                            const std::function<void(const std::string& unique_term)>& visit);

/// Removes these articles from `base`.
Result<void> RemoveMissing(publish::Publish& base, const SyncPlan& plan);

}  // namespace funnel::care
