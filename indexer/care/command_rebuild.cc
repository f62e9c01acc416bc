// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_rebuild.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "indexer/care/progress.h"
#include "indexer/care/rebuild.h"
#include "indexer/cli/output.h"
#include "indexer/cli/progress_bar.h"

namespace funnel::care {

namespace {

cli::Runner AddRebuild(cli::Options& options) {
  auto command = std::make_shared<RebuildCommand>();
  options.AddBase(command->kb);
  options.AddFlag("--skip-damaged", command->skip_damaged,
                  "Leave articles out that are damaged, instead of changing nothing");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors");
  return [command](cli::Process& process) {
    const cli::ExitCode code = RunRebuild(*command, process.console, process.interrupted);
    process.published(command->kb, code);
    return code;
  };
}

}  // namespace

const cli::Subcommand kRebuildCommand = {
    .name = "rebuild",
    .description = "Analyze all stored articles anew, as after an upgrade of these programs",
    .footer =
        "Needs no source files. Searches go on and see the new generation when it is whole; other\n"
        "commands that write are refused until then. Interrupted or killed it leaves the base as "
        "it\n"
        "was. Run it again: it goes on from there, also if articles were published meanwhile. A "
        "new\n"
        "version of these programs begins anew.\n"
        "Example:\n  funnel-indexer rebuild --kb kb",
    .add = AddRebuild,
};

cli::ExitCode RunRebuild(const RebuildCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted) {
  const auto begin = std::chrono::steady_clock::now();
  Result<RebuildCounts> counts;
  {
    Progress progress(console, console.terminal && !command.quiet && !command.json, interrupted);
    CareCallbacks callbacks = progress.callbacks();
    if (!command.quiet && !command.json) {
      callbacks.resuming = [&](std::size_t done, std::size_t articles) {
        console.out << fmt::format("resuming: {} of {} articles are done\n", done, articles)
                    << std::flush;
      };
    }
    counts = Rebuild(command.kb, command.skip_damaged, callbacks);
  }
  if (!counts) return cli::Refuse(console, counts.error());
  if (interrupted) {
    console.err << "funnel-indexer: interrupted; the knowledge base is as it was, and the next "
                   "rebuild goes on from here\n";
    return cli::ExitCode::kInterrupted;
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (command.json) {
    console.out << cli::JsonLine({{"articles", counts->articles},
                                  {"damaged", counts->damaged},
                                  {"resumed", counts->resumed},
                                  {"analyzed", counts->analyzed}},
                                 seconds);
  } else if (!command.quiet) {
    console.out << fmt::format("rebuilt {} articles, left out {} damaged ones, in {:.1f} s\n",
                               counts->articles, counts->damaged, seconds);
  }
  return counts->damaged == 0 ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
}

}  // namespace funnel::care
