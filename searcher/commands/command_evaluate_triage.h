// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher evaluate-triage`.
struct EvaluateTriageCommand {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  std::string queries, qrels;  ///< Files as of evaluate; empty: the articles themselves.
  std::size_t most = 400;      ///< Articles or queries; 0: all.
  std::string set;             ///< Name in the output's first column.
};

/// Prints a line of tab-separated figures below their names.
int RunEvaluateTriage(const EvaluateTriageCommand& command, CommandIo& io);

}  // namespace funnel::commands
