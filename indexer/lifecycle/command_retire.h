// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/cli/subcommand.h"

namespace funnel::lifecycle {

/// `funnel-indexer retire`.
struct RetireCommand {
  std::filesystem::path kb;
  std::vector<std::string> ids;
  std::string lang;  ///< Any BCP 47 tag; empty: all languages.
  std::string by;    ///< Who does it; empty: the user who runs this program.
  bool json = false;
};

extern const cli::Subcommand kRetireCommand;

/// Archives the articles in one publish, or none of them.
cli::ExitCode RunRetire(const RetireCommand& command, cli::Console& console);

}  // namespace funnel::lifecycle
