// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/commands/command_io.h"
#include "searcher/measure/suggest_evaluation.h"

namespace funnel::commands {

/// `funnel-searcher evaluate-suggest`: prints a table.
int RunEvaluateSuggest(const measure::SuggestEvaluation& command, CommandIo& io);

}  // namespace funnel::commands
