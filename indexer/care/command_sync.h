// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "indexer/cli/subcommand.h"

namespace funnel::care {

/// `funnel-indexer sync`.
struct SyncCommand {
  std::filesystem::path kb;
  std::string folder;
  std::string lang;  ///< Of articles that do not name theirs; any BCP 47 tag, or empty.
  bool yes = false;
  bool dry_run = false;
  bool json = false;
  bool quiet = false;
  bool include_retired = false;
  std::string by = {};  ///< Who publishes; empty: the user who runs this program.
};

extern const cli::Subcommand kSyncCommand;

/// Makes the base hold exactly the articles of the folder, in a new generation; or leaves it as it
/// was. What would be removed is printed first.
cli::ExitCode RunSync(const SyncCommand& command, cli::Console& console,
                      const std::atomic<bool>& interrupted);

}  // namespace funnel::care
