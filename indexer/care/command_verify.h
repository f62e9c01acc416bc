// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>

#include "indexer/cli/console.h"

namespace CLI {
class App;
}

namespace funnel::care {

/// `funnel-indexer verify`.
struct VerifyCommand {
  std::filesystem::path kb;
  std::size_t every = 1;  ///< One article of so many is compared with its text.
  bool json = false;
};

/// Adds the subcommand to `app`; it fills `command`.
void AddVerify(CLI::App& app, VerifyCommand& command);

/// Prints what is damaged. kFailed when anything is.
cli::ExitCode RunVerify(const VerifyCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted);

}  // namespace funnel::care
