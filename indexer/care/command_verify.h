// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "indexer/cli/subcommand.h"

namespace funnel::care {

/// `funnel-indexer verify`.
struct VerifyCommand {
  std::filesystem::path kb;
  std::uint64_t every = 1;  ///< One article of so many is compared with its text.
  bool json = false;
};

extern const cli::Subcommand kVerifyCommand;

/// Prints what is damaged. kFailed when anything is.
cli::ExitCode RunVerify(const VerifyCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted);

}  // namespace funnel::care
