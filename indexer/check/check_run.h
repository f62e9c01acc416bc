// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/check/check.h"
#include "indexer/check/collection.h"
#include "indexer/readers/file_finder.h"

namespace funnel::check {

/// How a run reaches its caller.
struct CheckCallbacks {
  std::function<void(const cli::Diagnostic& diagnostic)> report;
  std::function<void(std::uint64_t bytes, std::size_t articles)> progress;  ///< So far.
  std::function<bool()> interrupted;                                        ///< Stop now?
  /// Each article, after what is wrong with it was reported; may be empty.
  std::function<void(CheckedArticle checked, const std::string& file)> take = {};
};

/// Checks the articles in `files`, several at a time; reports in their order, at the end what
/// `collection` finds. The number of articles; fails when `collection` does.
Result<std::size_t> CheckFiles(const std::vector<readers::SourceFile>& files,
                               const CheckOptions& options, CollectionCheck& collection,
                               const CheckCallbacks& callbacks);

}  // namespace funnel::check
