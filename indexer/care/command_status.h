// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "indexer/cli/console.h"

namespace CLI {
class App;
}

namespace funnel::care {

/// `funnel-indexer status`.
struct BaseStatusCommand {
  std::filesystem::path kb;
  bool json = false;
};

/// Adds the subcommand to `app`; it fills `command`.
void AddBaseStatus(CLI::App& app, BaseStatusCommand& command);

/// Prints what the base holds.
cli::ExitCode RunBaseStatus(const BaseStatusCommand& command, cli::Console& console);

}  // namespace funnel::care
