// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

#include "indexer/cli/console.h"

namespace CLI {
class App;
}

namespace funnel {

/// `funnel-indexer status`.
struct StatusCommand {
  std::filesystem::path kb;
  bool json = false;
};

/// Adds the subcommand to `app`; it fills `command`.
void AddStatus(CLI::App& app, StatusCommand& command);

/// Prints what the base holds.
ExitCode RunStatus(const StatusCommand& command, Console& console);

}  // namespace funnel
