// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher confidence`: what tells whether the first hit answers, and whether it does.
struct ConfidenceCommand {
  std::filesystem::path kb;
  std::string queries;           ///< A queries.jsonl file.
  std::string qrels;             ///< A qrels.tsv file; empty: the queries carry judgements.
  std::string lang;              ///< The reader's instead of each query's own; may be empty.
  std::size_t max_per_type = 0;  ///< 0: all.
  std::string set;               ///< Name in the output's first column.
};

/// Prints a line for each language that a query was asked in: others than its own where these are
/// not sure.
int RunConfidence(const ConfidenceCommand& command, CommandIo& io);

}  // namespace funnel::commands
