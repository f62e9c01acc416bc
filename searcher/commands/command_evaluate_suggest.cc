// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_evaluate_suggest.h"

namespace funnel::commands {

int RunEvaluateSuggest(const measure::SuggestEvaluation& command, CommandIo& io) {
  const auto rows = measure::EvaluateSuggestions(command);
  if (!rows) return ReportFailure(io, rows.error());
  io.out << measure::FormatTable(*rows);
  return kExitOk;
}

}  // namespace funnel::commands
