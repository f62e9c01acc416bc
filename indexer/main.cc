// SPDX-License-Identifier: GPL-2.0-or-later
#include <unistd.h>

#include <CLI/CLI.hpp>
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

void AddIndex(CLI::App& app, run::IndexCommand& command) {
  CLI::App* sub = app.add_subcommand("index", "Add articles to a knowledge base, or update them");
  sub->add_option("--kb", command.kb, "Folder of the knowledge base; made if there is none")
      ->required()
      ->type_name("DIR");
  sub->add_option("--lang", command.lang,
                  "Language of the articles that do not name theirs, such as th or zh-Hant")
      ->type_name("TAG");
  sub->add_option("--by", command.by, "Who publishes, for the history; default: your login name")
      ->type_name("NAME");
  sub->add_flag("--json", command.json, "Print the summary as one JSON object");
  sub->add_flag("--quiet", command.quiet, "Print nothing but errors and warnings");
  sub->add_option(
         "path", command.paths,
         "Markdown files (.md, .markdown) with YAML front matter, web pages (.html, .htm), "
         "JSONL files (.jsonl) with one article or case a line, exports of Zendesk's Help "
         "Center (.json), and folders of these")
      ->required()
      ->type_name("PATH...");
  sub->footer(
      "Everything good becomes visible at once at the end, or nothing when the run is\n"
      "interrupted. Articles that did not change cost nothing.\n"
      "Example:\n  funnel-indexer index --kb kb corpus/");
}

/// After `code` of a command that puts articles into a base. Those that are good are in it even
/// where something else failed.
void TeachNewLanguages(const std::filesystem::path& kb, cli::ExitCode code,
                       const cli::Console& console) {
  if (code != cli::ExitCode::kOk && code != cli::ExitCode::kFailed) return;
  const Result<void> learned = learn::LearnNewLanguages(kb);
  if (learned || code == cli::ExitCode::kFailed) return;
  console.err << "funnel-indexer: warning: " << learned.error().message
              << "; run funnel-indexer learn, so that it can be asked in other languages\n";
}

int Main(int argc, char** argv) {
  CLI::App app("Writes support articles into a knowledge base.", "funnel-indexer");
  app.require_subcommand(1);
  app.set_version_flag("--version", base::VersionLine("funnel-indexer"));
  app.footer(
      "Example:\n  funnel-indexer index --kb kb corpus/\n"
      "funnel-indexer COMMAND --help tells more. Exit codes: 0 done, 1 something failed, 2 usage,\n"
      "130 interrupted: the base is as it was. A second Ctrl-C does not wait for the end of a "
      "step.");
  run::IndexCommand index;
  AddIndex(app, index);
  check::CheckCommand check;
  check::AddCheck(app, check);
  gate::PublishCommand publish;
  gate::AddPublish(app, publish);
  draft::NewCommand create;
  draft::AddNew(app, create);
  exports::ExportCommand export_command;
  exports::AddExport(app, export_command);
  care::RebuildCommand rebuild;
  care::AddRebuild(app, rebuild);
  care::BackupCommand backup, compact;
  care::AddBackup(app, backup);
  care::AddCompact(app, compact);
  care::SyncCommand sync;
  care::AddSync(app, sync);
  care::BaseStatusCommand status;
  care::AddBaseStatus(app, status);
  care::VerifyCommand verify;
  care::AddVerify(app, verify);
  lifecycle::RetireCommand retire;
  lifecycle::AddRetire(app, retire);
  lifecycle::RestoreCommand restore;
  lifecycle::AddRestore(app, restore);
  lifecycle::HistoryCommand history;
  lifecycle::AddHistory(app, history);
  lifecycle::ShowVersionCommand show;
  lifecycle::AddShowVersion(app, show);
  lifecycle::DueCommand due;
  lifecycle::AddDue(app, due);
  learn::LearnCommand learn;
  learn::AddLearn(app, learn);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(cli::ExitCode::kOk)
                                : static_cast<int>(cli::ExitCode::kUsage);
  }

  // Xapian's own 10,000 documents in memory would be gigabytes of long articles.
  setenv("XAPIAN_FLUSH_THRESHOLD", std::to_string(store::kMaxPendingArticles).c_str(), 0);
  std::signal(SIGINT, Interrupt);
  std::signal(SIGTERM, Interrupt);
  cli::Console console{std::cout, std::cerr, isatty(STDERR_FILENO) != 0};
  cli::ExitCode code = cli::ExitCode::kUsage;
  if (app.got_subcommand("index")) {
    code = run::RunIndex(index, console, interrupted);
    TeachNewLanguages(index.kb, code, console);
  }
  if (app.got_subcommand("check")) code = check::RunCheck(check, console, interrupted);
  if (app.got_subcommand("publish")) {
    code = gate::RunPublish(publish, console, interrupted);
    TeachNewLanguages(publish.kb, code, console);
  }
  if (app.got_subcommand("new")) code = draft::RunNew(create, console, std::cin);
  if (app.got_subcommand("export")) code = exports::RunExport(export_command, console, interrupted);
  if (app.got_subcommand("rebuild")) {
    code = care::RunRebuild(rebuild, console, interrupted);
    TeachNewLanguages(rebuild.kb, code, console);
  }
  if (app.got_subcommand("sync")) {
    code = care::RunSync(sync, console, interrupted);
    TeachNewLanguages(sync.kb, code, console);
  }
  if (app.got_subcommand("backup")) code = care::RunBackup(backup, console, interrupted);
  if (app.got_subcommand("restore")) code = lifecycle::RunRestore(restore, console, interrupted);
  if (app.got_subcommand("retire")) code = lifecycle::RunRetire(retire, console);
  if (app.got_subcommand("history")) code = lifecycle::RunHistory(history, console);
  if (app.got_subcommand("show")) code = lifecycle::RunShowVersion(show, console);
  if (app.got_subcommand("due")) code = lifecycle::RunDue(due, console);
  if (app.got_subcommand("compact")) code = care::RunCompact(compact, console, interrupted);
  if (app.got_subcommand("status")) code = care::RunBaseStatus(status, console);
  if (app.got_subcommand("verify")) code = care::RunVerify(verify, console, interrupted);
  if (app.got_subcommand("learn")) code = learn::RunLearn(learn, console, interrupted);
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
