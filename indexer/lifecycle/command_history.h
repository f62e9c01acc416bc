// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "indexer/cli/console.h"

namespace CLI {
class App;
}

namespace funnel::lifecycle {

/// `funnel-indexer history`.
struct HistoryCommand {
  std::filesystem::path kb;
  std::string id;
  std::string lang;  ///< Any BCP 47 tag; empty: all languages.
  bool json = false;
};

/// Adds the subcommand to `app`; it fills `command`.
void AddHistory(CLI::App& app, HistoryCommand& command);

/// Prints the versions of an article, the newest first.
cli::ExitCode RunHistory(const HistoryCommand& command, cli::Console& console);

}  // namespace funnel::lifecycle
