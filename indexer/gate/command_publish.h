// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "indexer/check/command_check.h"
#include "indexer/cli/subcommand.h"

namespace funnel::gate {

/// `funnel-indexer publish`.
struct PublishCommand {
  check::CheckCommand
      check;  ///< The paths, and the options of the check; the rest of it is not used.
  std::filesystem::path kb;
  std::string by;  ///< Who publishes, for the history; empty: the user who runs this.
  bool despite_duplicates = false;
  bool dry_run = false;
  bool json = false;
  bool quiet = false;
  bool include_retired = false;
};

extern const cli::Subcommand kPublishCommand;

/// Checks the articles, lets them through the gate, and commits all of them at once, or none: when
/// one has an error or is a near-duplicate. `interrupted` may be set at any time: until the commit
/// begins it leaves the base as it was.
cli::ExitCode RunPublish(const PublishCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted);

}  // namespace funnel::gate
