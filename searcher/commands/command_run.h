// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"
#include "searcher/measure/batch.h"

namespace funnel::commands {

/// `funnel-searcher run`.
struct RunCommand {
  std::filesystem::path kb;
  std::string queries;  ///< A queries.jsonl file.
  measure::BatchOptions batch;
  Audience audience = Audience::kPublic;
  std::string tag = "funnel";
};

/// Writes a TREC run as the queries are read. Bad lines and failing queries are named; the rest is
/// still answered, and the exit code is 1.
int RunRun(const RunCommand& command, CommandIo& io);

}  // namespace funnel::commands
