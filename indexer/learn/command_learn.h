// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "indexer/cli/subcommand.h"

namespace funnel::learn {

/// `funnel-indexer learn`.
struct LearnCommand {
  std::filesystem::path kb;
  std::string glossary;  ///< A file, or empty: see glossary.h.
  bool json = false;
  bool quiet = false;
};

extern const cli::Subcommand kLearnCommand;

/// Learns from the base's translations which word means which (see learn/learn.h) and prints the
/// summary. `interrupted` may be set at any time: until the writing begins it leaves the base as it
/// was.
cli::ExitCode RunLearn(const LearnCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted);

}  // namespace funnel::learn
