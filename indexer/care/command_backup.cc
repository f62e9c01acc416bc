// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>

#include "indexer/cli/output.h"
#include "indexer/cli/progress_bar.h"
#include "indexer/store/backup.h"

namespace funnel::care {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double Megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

/// Runs `work` under a progress bar until Ctrl-C, and prints what `line` makes of its value.
template <class Work, class Line>
cli::ExitCode Run(const BackupCommand& command, cli::Console& console,
                  const std::atomic<bool>& interrupted, Work work, Line line) {
  const auto begin = Clock::now();
  bool stopped = false;
  auto done = [&] {
    constexpr std::uint64_t kSteps = 1000;
    cli::ProgressBar bar(console.err, kSteps, console.terminal && !command.quiet && !command.json);
    return work(store::Watch{[&](std::uint64_t bytes, std::uint64_t all) {
                               bar.ShowShare(kSteps * bytes / std::max<std::uint64_t>(all, 1));
                             },
                             [&] { return stopped = interrupted.load(); }});
  }();
  if (!done) return cli::Refuse(console, done.error());
  if (stopped) return cli::Interrupted(console);
  if (!command.quiet) console.out << line(done, SecondsSince(begin));
  return cli::ExitCode::kOk;
}

std::shared_ptr<BackupCommand> AddCommand(cli::Options& options) {
  auto command = std::make_shared<BackupCommand>();
  options.AddBase(command->kb);
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  return command;
}

cli::Runner AddBackup(cli::Options& options) {
  const auto command = AddCommand(options);
  options
      .Add("backup", "BACKUP", command->backup,
           "A new folder; it becomes a knowledge base of its own")
      .Required();
  return [command](cli::Process& process) {
    return RunBackup(*command, process.console, process.interrupted);
  };
}

cli::Runner AddCompact(cli::Options& options) {
  const auto command = AddCommand(options);
  return [command](cli::Process& process) {
    return RunCompact(*command, process.console, process.interrupted);
  };
}

}  // namespace

const cli::Subcommand kBackupCommand = {
    .name = "backup",
    .description = "Copy a knowledge base as of one publish, and check it",
    .footer =
        "Searching and publishing go on meanwhile. Interrupted it leaves nothing behind.\n"
        "Example:\n  funnel-indexer backup --kb kb backups/monday",
    .add = AddBackup,
};

const cli::Subcommand kCompactCommand = {
    .name = "compact",
    .description = "Make a knowledge base smaller on disk, and faster to read",
    .footer =
        "Writes a new generation. Searching goes on; other commands that write are refused until "
        "it\n"
        "is in force. Interrupted it changes nothing.\n"
        "Example:\n  funnel-indexer compact --kb kb",
    .add = AddCompact,
};

cli::ExitCode RunBackup(const BackupCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted) {
  return Run(
      command, console, interrupted,
      [&](const store::Watch& watch) { return store::Backup(command.kb, command.backup, watch); },
      [&](const Result<std::uint64_t>& bytes, double seconds) {
        return command.json
                   ? cli::JsonLine({{"bytes", *bytes}}, seconds)
                   : fmt::format("backed up {:.1f} MB in {:.1f} s\n", Megabytes(*bytes), seconds);
      });
}

cli::ExitCode RunRestoreBackup(const BackupCommand& command, cli::Console& console,
                               const std::atomic<bool>& interrupted) {
  return Run(
      command, console, interrupted,
      [&](const store::Watch& watch) { return store::Restore(command.kb, command.backup, watch); },
      [&](const Result<void>&, double seconds) {
        return command.json ? cli::JsonLine({}, seconds)
                            : fmt::format("restored in {:.1f} s\n", seconds);
      });
}

cli::ExitCode RunCompact(const BackupCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted) {
  return Run(
      command, console, interrupted,
      [&](const store::Watch& watch) { return store::Compact(command.kb, watch); },
      [&](const Result<store::Compacted>& sizes, double seconds) {
        return command.json
                   ? cli::JsonLine({{"bytes_before", sizes->before}, {"bytes", sizes->after}},
                                   seconds)
                   : fmt::format("compacted {:.1f} MB to {:.1f} MB in {:.1f} s\n",
                                 Megabytes(sizes->before), Megabytes(sizes->after), seconds);
      });
}

}  // namespace funnel::care
