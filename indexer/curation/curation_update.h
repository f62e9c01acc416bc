// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/publish/publish.h"
#include "indexer/readers/file_finder.h"

namespace funnel::curation {

/// What the files of rules of a run do to a base.
struct CurationUpdate {
  std::map<store::CurationKind, std::size_t> replaced;  ///< New or changed, and how many rules.
  std::vector<store::CurationKind> removed;
  std::size_t failed = 0;  ///< Files with mistakes: what the base has of these stays.

  bool changes() const { return !replaced.empty() || !removed.empty(); }

  /// "curation: synonyms 12, pins 3, blocked removed"; empty without changes.
  std::string ToString() const;
};

/// How an update is made.
struct CurationOptions {
  bool remove_missing = false;  ///< What has no file is taken out of the base.
  bool dry_run = false;         ///< Nothing is changed, and the articles of pins not looked for.
};

/// Checks the files of rules among `found` and hands those that are right, and differ from what the
/// base has, to `publish`, whose next Commit puts them in force. Call it when all articles of the
/// run are in `publish`: pins may name them. Every mistake is reported.
Result<CurationUpdate> UpdateCuration(
    const std::vector<readers::CurationFile>& found, const CurationOptions& options,
    publish::Publish& publish,
    const std::function<void(const cli::Diagnostic& diagnostic)>& report);

/// How many rules a file of a base has.
std::size_t CountRules(store::CurationKind kind, std::string_view bytes);

}  // namespace funnel::curation
