// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/cli/subcommand.h"

namespace funnel::run {

/// `funnel-indexer index`.
struct IndexCommand {
  std::filesystem::path kb;
  std::vector<std::string> paths;
  std::string lang;  ///< Of articles that do not name theirs; any BCP 47 tag, or empty.
  bool json = false;
  bool quiet = false;
  bool include_retired = false;
  std::string by = {};  ///< Who publishes; empty: the user who runs this program.
};

extern const cli::Subcommand kIndexCommand;

/// Indexes the files and folders and commits once at the end, everything good even when something
/// failed; then prints the summary. `interrupted` may be set at any time: until the commit begins
/// it leaves the base as it was.
cli::ExitCode RunIndex(const IndexCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted);

}  // namespace funnel::run
