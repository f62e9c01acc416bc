// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "indexer/cli/subcommand.h"

namespace funnel::care {

/// `funnel-indexer status`.
struct BaseStatusCommand {
  std::filesystem::path kb;
  bool json = false;
};

extern const cli::Subcommand kBaseStatusCommand;

/// Prints what the base holds.
cli::ExitCode RunBaseStatus(const BaseStatusCommand& command, cli::Console& console);

}  // namespace funnel::care
