// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/subcommand.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace funnel::cli {

ParsedLine ParseCommandLine(const Program& program, int argc, const char* const* argv) {
  CLI::App app(program.description, program.name);
  app.require_subcommand(1);
  app.set_version_flag("--version", program.version);
  app.footer(program.footer);
  std::vector<std::pair<const CLI::App*, Runner>> runners;
  for (const Subcommand* command : program.commands) {
    CLI::App* sub = app.add_subcommand(command->name, command->description);
    sub->footer(command->footer);
    Options options(*sub);
    runners.emplace_back(sub, command->add(options));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return {{}, app.exit(error) == 0 ? ExitCode::kOk : ExitCode::kUsage};
  }
  for (auto& [sub, runner] : runners) {
    if (sub->parsed()) return {std::move(runner), ExitCode::kOk};
  }
  return {{}, ExitCode::kUsage};
}

}  // namespace funnel::cli
