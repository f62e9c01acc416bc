// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/cli/subcommand.h"

namespace funnel::lifecycle {

/// `funnel-indexer restore`: articles, or with `backup` a whole base.
struct RestoreCommand {
  std::filesystem::path kb = {};
  std::filesystem::path backup = {};  ///< Empty: articles.
  std::vector<std::string> ids = {};
  std::string lang = {};      ///< Any BCP 47 tag; empty: all languages.
  std::uint64_t version = 0;  ///< 0: the last published one.
  std::string by = {};        ///< Who does it; empty: the user who runs this program.
  bool json = false;
};

extern const cli::Subcommand kRestoreCommand;

/// Brings articles back in one publish, or none of them; or puts a backup in force.
cli::ExitCode RunRestore(const RestoreCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted);

}  // namespace funnel::lifecycle
