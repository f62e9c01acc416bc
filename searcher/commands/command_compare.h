// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher compare`.
struct CompareCommand {
  std::string before;  ///< A file written by evaluate --per-query.
  std::string after;   ///< Another one, over the same queries.
  bool json = false;
};

/// Prints the mean nDCG@10 of both, the difference and its significance, by set and query type.
int RunCompare(const CompareCommand& command, CommandIo& io);

}  // namespace funnel::commands
