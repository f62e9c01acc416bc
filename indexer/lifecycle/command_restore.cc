// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_restore.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "indexer/care/command_backup.h"
#include "indexer/cli/output.h"
#include "indexer/lifecycle/transition.h"

namespace funnel::lifecycle {
namespace {

/// The newest version of an article, and the one to bring back.
using Choice = std::pair<store::ArticleVersion, store::ArticleVersion>;
using Versions = std::vector<store::ArticleVersion>;

bool WasPublished(const store::ArticleVersion& version) {
  return version.state == State::kPublished && version.event != store::HistoryEvent::kRemoved;
}

/// From the versions in one language, the newest first.
Result<Choice> ChooseVersion(const Versions& versions, std::uint64_t number) {
  const store::ArticleVersion& newest = versions.front();
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const auto& version) {
    return number == 0 ? WasPublished(version) : version.number == number;
  });
  if (found != versions.end()) return Choice(newest, *found);
  return Fail(ErrorCode::kNotFound,
              number == 0
                  ? fmt::format("{} was never published; to publish a draft, say which version: "
                                "--version N",
                                ArticleName(newest.lang, newest.id))
                  : fmt::format("{} has no version {}; it has 1 to {}",
                                ArticleName(newest.lang, newest.id), number, newest.number));
}

Result<std::vector<Choice>> Choose(Transition& transition, const std::string& id,
                                   const std::string& lang, std::uint64_t number) {
  const auto versions = transition.VersionsOf(id, lang);
  if (!versions) return Fail(versions.error());
  if (number != 0 && versions->front().lang != versions->back().lang) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("'{}' is there in several languages, each with versions of its own; "
                            "say which with --lang",
                            ArticleName("", id).substr(1)));
  }
  std::vector<Choice> choices;
  for (auto begin = versions->begin(); begin != versions->end();) {
    const auto end = std::find_if(begin, versions->end(),
                                  [&](const auto& other) { return other.lang != begin->lang; });
    auto choice = ChooseVersion(Versions(begin, end), number);
    if (!choice) return Fail(choice.error());
    choices.push_back(std::move(*choice));
    begin = end;
  }
  return choices;
}

cli::ExitCode RestoreArticles(const RestoreCommand& command, const std::string& lang,
                              cli::Console& console) {
  auto transition = Transition::Open(command.kb, command.by);
  if (!transition) return cli::Refuse(console, transition.error());
  std::vector<Choice> chosen;
  bool failed = false;
  for (const std::string& id : command.ids) {
    const auto choices = Choose(*transition, id, lang, command.version);
    if (choices) {
      chosen.insert(chosen.end(), choices->begin(), choices->end());
    } else {
      failed = true;
      cli::Refuse(console, choices.error());
    }
  }
  if (failed) return cli::ExitCode::kFailed;
  std::vector<Moved> moved;
  for (const auto& [newest, version] : chosen) {
    const auto done = transition->Restore(newest, version);
    if (!done) return cli::Refuse(console, done.error());
    moved.push_back(*done);
  }
  if (auto committed = transition->Commit(); !committed)
    return cli::Refuse(console, committed.error());
  PrintMoved(moved, "restored", command.json, console);
  return cli::ExitCode::kOk;
}

cli::Runner AddRestore(cli::Options& options) {
  auto command = std::make_shared<RestoreCommand>();
  options.AddBase(command->kb);
  options.Add("id", "ID...", command->ids,
              "Ids of articles to publish again as they were published last");
  options.Add("--lang", "TAG", command->lang, "Only the articles in this language; default: all");
  options.AddNumber("--version", "N", command->version,
                    std::numeric_limits<std::uint64_t>::max() / 2,
                    "This version, as funnel-indexer history lists it");
  options.AddAuthor(command->by);
  options.Add("--from", "BACKUP", command->backup,
              "Instead of articles: put the backup in this folder in force, all of it");
  options.AddFlag("--json", command->json, "Print the outcome as JSON");
  return [command](cli::Process& process) {
    return RunRestore(*command, process.console, process.interrupted);
  };
}

}  // namespace

const cli::Subcommand kRestoreCommand = {
    .name = "restore",
    .description = "Bring back retired or removed articles, or earlier versions; or a whole backup",
    .footer =
        "Articles: all in one publish, or none where an id is unknown.\n"
        "  funnel-indexer restore --kb kb print-queue-stuck\n"
        "  funnel-indexer restore --kb kb --lang en --version 2 print-queue-stuck\n"
        "A backup, with its history: searches go on and see the restored articles when all are\n"
        "there. What was in force is kept on disk until the next rebuild, sync or restore.\n"
        "Example:\n  funnel-indexer restore --kb kb --from backups/monday",
    .add = AddRestore,
};

cli::ExitCode RunRestore(const RestoreCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted) {
  const auto misused = [&](const char* what) {
    console.err << "funnel-indexer: error: restore: " << what << '\n';
    return cli::ExitCode::kUsage;
  };
  if (!command.backup.empty()) {
    if (!command.ids.empty() || !command.lang.empty() || command.version != 0) {
      return misused(
          "--from puts a whole backup in force; leave out ids, --lang and --version, or --from");
    }
    if (!command.by.empty()) return misused("--from brings its own history; leave out --by");
    return care::RunRestoreBackup({command.kb, command.backup, command.json}, console, interrupted);
  }
  if (command.ids.empty()) {
    return misused("name the articles to bring back, or a backup with --from BACKUP");
  }
  std::string lang = command.lang;
  if (!cli::ReadLang(console, lang) || !cli::CheckBy(console, command.by))
    return cli::ExitCode::kUsage;
  return RestoreArticles(command, lang, console);
}

}  // namespace funnel::lifecycle
