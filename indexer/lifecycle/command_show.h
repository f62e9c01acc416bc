// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/cli/subcommand.h"

namespace funnel::lifecycle {

/// `funnel-indexer show`.
struct ShowVersionCommand {
  std::filesystem::path kb = {};
  std::string id = {};
  std::string lang = {};      ///< Any BCP 47 tag; empty: the article has only one language.
  std::uint64_t version = 0;  ///< 0: the newest.
  std::vector<std::uint64_t> diff = {};  ///< Two versions; empty: the article itself.
};

extern const cli::Subcommand kShowVersionCommand;

/// Prints a version of an article as a file with front matter, or what differs between two.
cli::ExitCode RunShowVersion(const ShowVersionCommand& command, cli::Console& console);

}  // namespace funnel::lifecycle
