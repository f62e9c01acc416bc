// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_retire.h"

#include <fmt/format.h>

#include <memory>

#include "indexer/cli/output.h"
#include "indexer/lifecycle/transition.h"

namespace funnel::lifecycle {
namespace {

/// The newest versions of an article in its languages, of those that are in the base.
Result<std::vector<store::ArticleVersion>> NewestOf(Transition& transition, const std::string& id,
                                                    const std::string& lang) {
  const auto versions = transition.VersionsOf(id, lang);
  if (!versions) return Fail(versions.error());
  std::vector<store::ArticleVersion> newest;
  std::string last;
  for (const store::ArticleVersion& version : *versions) {
    if (version.lang == last) continue;
    last = version.lang;
    if (version.event != store::HistoryEvent::kRemoved) newest.push_back(version);
  }
  if (!newest.empty()) return newest;
  const store::ArticleVersion& gone = versions->front();
  return Fail(
      ErrorCode::kNotFound,
      fmt::format("{} was removed from the base{}; nothing is left to retire",
                  ArticleName(gone.lang, gone.id), gone.time.empty() ? "" : " at " + gone.time));
}

cli::Runner AddRetire(cli::Options& options) {
  auto command = std::make_shared<RetireCommand>();
  options.AddBase(command->kb);
  options.Add("--lang", "TAG", command->lang, "Only the articles in this language; default: all");
  options.AddAuthor(command->by);
  options.AddFlag("--json", command->json,
                  "Print an array of {id, lang, version, audience, changed}");
  options.Add("id", "ID...", command->ids, "Ids of the articles").Required();
  return [command](cli::Process& process) { return RunRetire(*command, process.console); };
}

}  // namespace

const cli::Subcommand kRetireCommand = {
    .name = "retire",
    .description = "Archive articles: kept, but no longer found",
    .footer =
        "All of them in one publish, or none where an id is unknown. Where the articles are "
        "indexed\n"
        "from files, also write 'state: archived' into these: index and sync leave them retired "
        "and\n"
        "say so each time.\n"
        "Example:\n  funnel-indexer retire --kb kb print-queue-stuck",
    .add = AddRetire,
};

cli::ExitCode RunRetire(const RetireCommand& command, cli::Console& console) {
  std::string lang = command.lang;
  if (!cli::ReadLang(console, lang) || !cli::CheckBy(console, command.by))
    return cli::ExitCode::kUsage;
  auto transition = Transition::Open(command.kb, command.by);
  if (!transition) return cli::Refuse(console, transition.error());
  std::vector<store::ArticleVersion> chosen;
  bool failed = false;
  for (const std::string& id : command.ids) {
    const auto newest = NewestOf(*transition, id, lang);
    if (newest) {
      chosen.insert(chosen.end(), newest->begin(), newest->end());
    } else {
      failed = true;
      cli::Refuse(console, newest.error());
    }
  }
  if (failed) return cli::ExitCode::kFailed;
  std::vector<Moved> moved;
  for (const store::ArticleVersion& newest : chosen) {
    const auto done = transition->Retire(newest);
    if (!done) return cli::Refuse(console, done.error());
    moved.push_back(*done);
  }
  if (auto committed = transition->Commit(); !committed)
    return cli::Refuse(console, committed.error());
  PrintMoved(moved, "retired", command.json, console);
  return cli::ExitCode::kOk;
}

}  // namespace funnel::lifecycle
