// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>

#include "indexer/cli/subcommand.h"

namespace funnel::care {

/// `funnel-indexer backup`, `restore --from` and `compact`.
struct BackupCommand {
  std::filesystem::path kb;
  std::filesystem::path backup;  ///< The folder of the backup; compact has none.
  bool json = false;
  bool quiet = false;
};

extern const cli::Subcommand kBackupCommand;
extern const cli::Subcommand kCompactCommand;

/// Do the work and print one line.
cli::ExitCode RunBackup(const BackupCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted);
cli::ExitCode RunRestoreBackup(const BackupCommand& command, cli::Console& console,
                               const std::atomic<bool>& interrupted);
cli::ExitCode RunCompact(const BackupCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted);

}  // namespace funnel::care
