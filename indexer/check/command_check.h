// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/check/check.h"
#include "indexer/cli/subcommand.h"

namespace funnel::check {

/// `funnel-indexer check`.
struct CheckCommand {
  std::vector<std::string> paths;
  std::string kb;    ///< Folder of a knowledge base whose articles count as well, or empty.
  std::string lang;  ///< Of articles that do not name theirs; any BCP 47 tag, or empty.
  std::vector<std::string> allowed;  ///< Entries of the AllowList.
  std::vector<std::string> allow_files;
  std::vector<std::string> skipped;  ///< Names of rules.
  bool json = false;
};

extern const cli::Subcommand kCheckCommand;

/// Adds the options of a subcommand that checks articles beside its other work: --lang, --allow,
/// --allow-file and --skip.
void AddCheckOptions(cli::Options& options, CheckCommand& command);

/// What these options say. Fails with kInvalidInput for wrong usage, or as AllowList::AddFile does.
Result<CheckOptions> CheckOptionsOf(const CheckCommand& command);

/// Checks the articles and prints the diagnostics, in the order of the files; what only all of them
/// together show comes at the end. kFailed when there was an error among them.
cli::ExitCode RunCheck(const CheckCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted);

}  // namespace funnel::check
