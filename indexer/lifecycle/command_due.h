// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "indexer/cli/subcommand.h"

namespace funnel::lifecycle {

/// `funnel-indexer due`.
struct DueCommand {
  std::filesystem::path kb;
  std::string on;  ///< The day to look from, YYYY-MM-DD; empty: today.
  bool json = false;
};

extern const cli::Subcommand kDueCommand;

/// Prints the published articles whose review is overdue, the oldest first.
cli::ExitCode RunDue(const DueCommand& command, cli::Console& console);

}  // namespace funnel::lifecycle
