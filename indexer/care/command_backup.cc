// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_backup.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "indexer/care/output.h"
#include "indexer/store/backup.h"

namespace funnel {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double Megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

CLI::App* AddCommand(CLI::App& app, const char* name, const char* what, BackupCommand& command) {
  CLI::App* sub = app.add_subcommand(name, what);
  sub->add_option("--kb", command.kb, "Folder of the knowledge base")->required()->type_name("DIR");
  sub->add_flag("--json", command.json, "Print the summary as one JSON object");
  return sub;
}

}  // namespace

void AddBackup(CLI::App& app, BackupCommand& command) {
  CLI::App* sub =
      AddCommand(app, "backup", "Copy a knowledge base as of one publish, and check it", command);
  sub->add_option("backup", command.backup, "A new folder; it becomes a knowledge base of its own")
      ->required()
      ->type_name("BACKUP");
  sub->footer(
      "Searching and publishing go on meanwhile.\n"
      "Example:\n  funnel-indexer backup --kb kb backups/monday");
}

void AddCompact(CLI::App& app, BackupCommand& command) {
  CLI::App* sub = AddCommand(app, "compact",
                             "Make a knowledge base smaller on disk, and faster to read", command);
  sub->footer(
      "Writes a new generation; searching goes on, publishing waits.\n"
      "Example:\n  funnel-indexer compact --kb kb");
}

ExitCode RunBackup(const BackupCommand& command, Console& console) {
  const auto begin = Clock::now();
  const auto bytes = store::Backup(command.kb, command.backup);
  if (!bytes) return Refuse(console, bytes.error());
  console.out << (command.json ? JsonLine({{"bytes", *bytes}}, SecondsSince(begin))
                               : fmt::format("backed up {:.1f} MB in {:.1f} s\n", Megabytes(*bytes),
                                             SecondsSince(begin)));
  return ExitCode::kOk;
}

ExitCode RunRestoreBackup(const BackupCommand& command, Console& console) {
  const auto begin = Clock::now();
  const auto restored = store::Restore(command.kb, command.backup);
  if (!restored) return Refuse(console, restored.error());
  console.out << (command.json ? JsonLine({}, SecondsSince(begin))
                               : fmt::format("restored in {:.1f} s\n", SecondsSince(begin)));
  return ExitCode::kOk;
}

ExitCode RunCompact(const BackupCommand& command, Console& console) {
  const auto begin = Clock::now();
  const auto sizes = store::Compact(command.kb);
  if (!sizes) return Refuse(console, sizes.error());
  console.out << (command.json
                      ? JsonLine({{"bytes_before", sizes->before}, {"bytes", sizes->after}},
                                 SecondsSince(begin))
                      : fmt::format("compacted {:.1f} MB to {:.1f} MB in {:.1f} s\n",
                                    Megabytes(sizes->before), Megabytes(sizes->after),
                                    SecondsSince(begin)));
  return ExitCode::kOk;
}

}  // namespace funnel
