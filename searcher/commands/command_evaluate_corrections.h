// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher evaluate-corrections`.
struct EvaluateCorrectionsCommand {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  std::string queries;
  std::size_t max_per_type = 60;
  std::string set;  ///< Name in the output's first column.
};

/// Prints a line of tab-separated figures for each language.
int RunEvaluateCorrections(const EvaluateCorrectionsCommand& command, CommandIo& io);

}  // namespace funnel::commands
