// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher fit-confidence`.
struct FitConfidenceCommand {
  std::vector<std::string> rows;  ///< Files of lines that `funnel-searcher confidence` printed.
};

/// Prints the weights that make these lines likeliest, as searcher/search/confidence.cc has them,
/// and how reliable they are.
int RunFitConfidence(const FitConfidenceCommand& command, CommandIo& io);

}  // namespace funnel::commands
