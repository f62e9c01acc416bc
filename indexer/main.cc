// SPDX-License-Identifier: GPL-2.0-or-later
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "indexer/base/version.h"
#include "indexer/care/command_backup.h"
#include "indexer/care/command_rebuild.h"
#include "indexer/care/command_status.h"
#include "indexer/care/command_sync.h"
#include "indexer/care/command_verify.h"
#include "indexer/check/command_check.h"
#include "indexer/cli/output.h"
#include "indexer/draft/command_new.h"
#include "indexer/exports/command_export.h"
#include "indexer/gate/command_publish.h"
#include "indexer/learn/command_learn.h"
#include "indexer/learn/learn.h"
#include "indexer/lifecycle/command_due.h"
#include "indexer/lifecycle/command_history.h"
#include "indexer/lifecycle/command_restore.h"
#include "indexer/lifecycle/command_retire.h"
#include "indexer/lifecycle/command_show.h"
#include "indexer/run/command_index.h"
#include "indexer/store/open_tiers.h"

namespace funnel {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // Safe to set in a signal handler.

/// The first asks to stop, which may take seconds in the middle of a large table; the second kills,
/// which loses nothing either.
void Interrupt(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

/// After `code` of a command that puts articles into a base. Those that are good are in it even
/// where something else failed.
void TeachNewLanguages(const std::filesystem::path& kb, cli::ExitCode code, cli::Console& console) {
  if (code != cli::ExitCode::kOk && code != cli::ExitCode::kFailed) return;
  const Result<void> learned = learn::LearnNewLanguages(kb);
  if (learned || code == cli::ExitCode::kFailed) return;
  cli::Warn(console, learned.error().message +
                         "; run funnel-indexer learn, so that it can be asked in other languages");
}

/// As --help lists them.
cli::Program TheProgram() {
  return {
      .name = "funnel-indexer",
      .description = "Writes support articles into a knowledge base.",
      .footer =
          "Example:\n  funnel-indexer index --kb kb corpus/\n"
          "funnel-indexer COMMAND --help tells more. Exit codes: 0 done, 1 something failed, 2 "
          "usage,\n"
          "130 interrupted: the base is as it was. A second Ctrl-C does not wait for the end of a "
          "step.",
      .version = base::VersionLine("funnel-indexer"),
      .commands = {&run::kIndexCommand, &check::kCheckCommand, &gate::kPublishCommand,
                   &draft::kNewCommand, &exports::kExportCommand, &care::kRebuildCommand,
                   &care::kBackupCommand, &care::kCompactCommand, &care::kSyncCommand,
                   &care::kBaseStatusCommand, &care::kVerifyCommand, &lifecycle::kRetireCommand,
                   &lifecycle::kRestoreCommand, &lifecycle::kHistoryCommand,
                   &lifecycle::kShowVersionCommand, &lifecycle::kDueCommand, &learn::kLearnCommand},
  };
}

int Main(int argc, char** argv) {
  const cli::ParsedLine line = cli::ParseCommandLine(TheProgram(), argc, argv);
  if (!line.run) return static_cast<int>(line.code);

  // Xapian's own 10,000 documents in memory would be gigabytes of long articles.
  setenv("XAPIAN_FLUSH_THRESHOLD", std::to_string(store::kMaxPendingArticles).c_str(), 0);
  std::signal(SIGINT, Interrupt);
  std::signal(SIGTERM, Interrupt);
  cli::Console console{std::cout, std::cerr, isatty(STDERR_FILENO) != 0};
  cli::Process process{console, std::cin, interrupted,
                       [&console](const std::filesystem::path& kb, cli::ExitCode code) {
                         TeachNewLanguages(kb, code, console);
                       }};
  const cli::ExitCode code = line.run(process);
  if (!std::cout.flush()) {
    std::cerr << "funnel-indexer: error: standard output could not be written\n";
    return static_cast<int>(cli::ExitCode::kFailed);
  }
  return static_cast<int>(code);
}

}  // namespace
}  // namespace funnel

int main(int argc, char** argv) {
  try {
    return funnel::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "funnel-indexer: internal error: " << error.what() << '\n';
    return static_cast<int>(funnel::cli::ExitCode::kFailed);
  }
}
