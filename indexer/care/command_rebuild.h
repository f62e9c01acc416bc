// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>

#include "indexer/cli/subcommand.h"

namespace funnel::care {

/// `funnel-indexer rebuild`.
struct RebuildCommand {
  std::filesystem::path kb;
  bool skip_damaged = false;
  bool json = false;
  bool quiet = false;
};

extern const cli::Subcommand kRebuildCommand;

/// Rebuilds the base and prints how many articles it has.
cli::ExitCode RunRebuild(const RebuildCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted);

}  // namespace funnel::care
