// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher evaluate-answered`.
struct EvaluateAnsweredCommand {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  std::string queries;       ///< Questions that the base answers.
  std::string unanswerable;  ///< And others.
  std::size_t max_per_type = 0;
  std::string set;  ///< Name in the output's first column.
};

/// Prints a line of tab-separated figures for each threshold.
int RunEvaluateAnswered(const EvaluateAnsweredCommand& command, CommandIo& io);

}  // namespace funnel::commands
