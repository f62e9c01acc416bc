// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher tune`.
struct TuneCommand {
  std::filesystem::path bases;           ///< Holds the base of each collection under its name.
  std::vector<std::string> collections;  ///< Folders with queries.jsonl and qrels.tsv.
  std::size_t max_per_type = 40;
  std::vector<std::string> ranking;  ///< Where to start: "name=value".
  std::vector<std::string> only;     ///< Numbers to change; empty: all.
  std::size_t sweeps = 0;            ///< 0: until nothing gains.
  std::size_t threads = 2;
  bool cross_validate = false;
};

/// Searches the numbers of the ranking that are best for the collections. Each step is printed when
/// it is taken; at the end what changed, and every set before and after.
int RunTune(const TuneCommand& command, CommandIo& io);

}  // namespace funnel::commands
