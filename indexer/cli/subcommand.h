// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "indexer/cli/console.h"
#include "indexer/cli/options.h"

namespace funnel::cli {

/// What a running subcommand has of the process.
struct Process {
  Console& console;
  std::istream& in;
  const std::atomic<bool>& interrupted;  ///< Set at any time, to ask for an early end.
  /// To be called at the end of a command that puts articles into the base `kb`, with how it ended.
  std::function<void(const std::filesystem::path& kb, ExitCode code)> published;
};

/// Runs a subcommand with the options that the command line gave it.
using Runner = std::function<ExitCode(Process& process)>;

/// A row of a program's table of subcommands.
struct Subcommand {
  const char* name;
  const char* description;          ///< One line, for the list of all.
  const char* footer;               ///< What --help tells below the options; ends with an example.
  Runner (*add)(Options& options);  ///< Adds the options; the runner owns what they fill.
};

/// What a program says of itself.
struct Program {
  const char* name;
  const char* description;
  const char* footer;
  std::string version;  ///< What --version prints.
  std::vector<const Subcommand*> commands;
};

/// What a command line asks for: a subcommand, or the end with `code`, because help or the version
/// was asked for (kOk) or because it is wrong (kUsage); that was printed.
struct ParsedLine {
  Runner run;  ///< Empty: nothing is to be done.
  ExitCode code = ExitCode::kOk;
};

ParsedLine ParseCommandLine(const Program& program, int argc, const char* const* argv);

}  // namespace funnel::cli
