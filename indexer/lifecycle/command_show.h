// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/cli/console.h"

namespace CLI {
class App;
}

namespace funnel {

/// `funnel-indexer show`.
struct ShowCommand {
  std::filesystem::path kb = {};
  std::string id = {};
  std::string lang = {};      ///< Any BCP 47 tag; empty: the article has only one language.
  std::uint64_t version = 0;  ///< 0: the newest.
  std::vector<std::uint64_t> diff = {};  ///< Two versions; empty: the article itself.
};

/// Adds the subcommand to `app`; it fills `command`.
void AddShow(CLI::App& app, ShowCommand& command);

/// Prints a version of an article as a file with front matter, or what differs between two.
ExitCode RunShow(const ShowCommand& command, Console& console);

}  // namespace funnel
