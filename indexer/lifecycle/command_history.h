// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "indexer/cli/subcommand.h"

namespace funnel::lifecycle {

/// `funnel-indexer history`.
struct HistoryCommand {
  std::filesystem::path kb;
  std::string id;
  std::string lang;  ///< Any BCP 47 tag; empty: all languages.
  bool json = false;
};

extern const cli::Subcommand kHistoryCommand;

/// Prints the versions of an article, the newest first.
cli::ExitCode RunHistory(const HistoryCommand& command, cli::Console& console);

}  // namespace funnel::lifecycle
