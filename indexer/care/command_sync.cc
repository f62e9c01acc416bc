// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_sync.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <memory>

#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/care/survey.h"
#include "indexer/care/unread_sources.h"
#include "indexer/cli/output.h"
#include "indexer/cli/progress_bar.h"
#include "indexer/curation/curation_update.h"
#include "indexer/readers/unread_files.h"
#include "indexer/run/index_run.h"
#include "indexer/schema/index_schema.h"

namespace funnel::care {
namespace {

/// More than this share of the base is not removed without --yes: the folder may be the wrong one.
constexpr std::size_t kMostRemovedPercent = 20;

void PrintJson(const SyncPlan& plan, const std::vector<std::string>& removed,
               const curation::CurationUpdate& curation, bool dry_run, double seconds,
               std::ostream& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.SetMaxDecimalPlaces(3);
  json.StartObject();
  for (const auto& [key, value] : {std::pair<const char*, std::uint64_t>{"added", plan.added},
                                   {"updated", plan.updated},
                                   {"unchanged", plan.unchanged},
                                   {"removed", plan.removed},
                                   {"failed", plan.failed},
                                   {"bytes", plan.bytes},
                                   {"curation_files", curation.replaced.size()},
                                   {"curation_removed", curation.removed.size()}}) {
    json.Key(key);
    json.Uint64(value);
  }
  json.Key("removed_articles");
  json.StartArray();
  for (const std::string& name : removed) {
    json.String(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  json.EndArray();
  json.Key("dry_run");
  json.Bool(dry_run);
  json.Key("seconds");
  json.Double(seconds);
  json.EndObject();
  out << buffer.GetString() << '\n';
}

/// One run of the command.
class Sync {
 public:
  Sync(const SyncCommand& command, std::string lang, cli::Console& console,
       const std::atomic<bool>& interrupted)
      : command_(command),
        lang_(std::move(lang)),
        console_(console),
        interrupted_(interrupted),
        found_(readers::FindFiles({command.folder})) {
    for (const readers::SourceFile& file : found_.files) bytes_ += file.bytes;
  }

  cli::ExitCode Run() {
    for (const std::string& line : found_.errors) console_.err << line << '\n';
    if (!found_.errors.empty()) return cli::ExitCode::kFailed;
    auto base = publish::Publish::Open(command_.kb);
    if (!base) return cli::Refuse(console_, base.error());
    cli::Warn(console_, (*base)->warning());
    if (!command_.by.empty()) (*base)->set_by(command_.by);
    auto plan = MakePlan(**base);
    if (!plan) return cli::Refuse(console_, plan.error());
    if (interrupted_) return cli::Interrupted(console_);
    if (plan->failed > 0 && plan->removed > 0) {
      console_.err << fmt::format(
          "{}: warning: {} articles failed, so none of the {} that are missing is removed; repair "
          "the files and run this again\n",
          command_.folder, plan->failed, plan->removed);
      plan->removed = 0;
    }
    if (auto warned = WarnOfUnread(**base, *plan); !warned) {
      return cli::Refuse(console_, warned.error());
    }
    if (auto listed = List(**base, *plan); !listed) return cli::Refuse(console_, listed.error());
    if (plan->removed * 100 > plan->stored * kMostRemovedPercent && !command_.yes) {
      if (command_.dry_run) Summarize(*plan);
      return cli::Refuse(console_,
                         {ErrorCode::kInvalidInput,
                          fmt::format("{}: {} of {} articles would be removed, more than {}%; "
                                      "nothing was changed; if {} is the right folder, run "
                                      "this again with --yes",
                                      command_.kb.string(), plan->removed, plan->stored,
                                      kMostRemovedPercent, command_.folder)});
    }
    auto done = command_.dry_run  ? PlanCuration(**base, *plan)
                : plan->changes() ? Carry(**base, *plan)
                                  : Finish(**base, *plan);
    if (!done) return cli::Refuse(console_, done.error());
    if (interrupted_ && !command_.dry_run && !committed_) return cli::Interrupted(console_);
    Summarize(*plan);
    const bool unread = found_.unread_articles || kept_unread_;
    const bool good = plan->failed + curation_.failed == 0 && !unread;
    return good ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
  }

 private:
  bool bar() const { return console_.terminal && !command_.quiet && !command_.json; }

  Result<SyncPlan> MakePlan(publish::Publish& base) {
    cli::ProgressBar progress(console_.err, bytes_, bar());
    return Survey(found_.files, lang_, base,
                  {[&](const std::string& line) {
                     progress.Clear();
                     console_.err << line << '\n';
                   },
                   [&](const SyncPlan& plan) {
                     progress.Show(plan.bytes, plan.added + plan.updated + plan.unchanged);
                   },
                   [&] { return interrupted_.load(); }, command_.include_retired});
  }

  /// Says what is not read. An article whose file is there in another format stays.
  Result<void> WarnOfUnread(publish::Publish& base, SyncPlan& plan) {
    if (found_.unread.empty()) return {};
    const auto warn = [&](const std::string& what) {
      console_.err << command_.folder << ": warning: " << what << '\n';
    };
    warn(readers::UnreadSummary(found_.unread));
    const auto kept = KeepUnread(base, command_.kb, found_.unread, plan);
    if (!kept) return Fail(kept.error());
    kept_unread_ = !kept->empty();
    for (const std::string& name : *kept) {
      warn(
          fmt::format("{} is not removed: its file is there in a format that is not read; convert "
                      "it or remove it",
                      base::ForTerminal(name)));
    }
    return {};
  }

  /// Names what will be removed: in JSON at the end, else at once.
  Result<void> List(publish::Publish& base, const SyncPlan& plan) {
    if (command_.quiet && !command_.json) return {};
    auto listed = ForEachRemoved(base, plan, [&](const std::string& term) {
      if (command_.json) {
        removed_.emplace_back(schema::NameOfUniqueTerm(term));
      } else {
        console_.out << "remove " << base::ForTerminal(schema::NameOfUniqueTerm(term)) << '\n';
      }
    });
    console_.out << std::flush;
    return listed;
  }

  /// Brings a copy of the base to where the plan wants it, and puts that in force.
  Result<void> Carry(publish::Publish& base, SyncPlan& plan) {
    if (auto branched = base.Branch(); !branched) return branched;
    if (plan.removed > 0) {
      if (auto removed = RemoveMissing(base, plan); !removed) return removed;
    }
    const std::size_t wanted = plan.added + plan.updated;
    cli::ProgressBar progress(console_.err, wanted, bar());
    const auto report = [&](const std::string& line) {
      if (line.find(": error: ") == std::string::npos) return;  // The survey said it already.
      progress.Clear();
      console_.err << line << '\n';
    };
    const auto counts = run::IndexFiles(
        found_.files, lang_, base,
        {report,
         [&](const run::IndexCounts& now) { progress.Show(now.articles(), now.articles()); },
         [&] { return interrupted_.load(); },
         [&](std::size_t number) { return number < plan.wanted.size() && plan.wanted[number]; },
         command_.include_retired});
    if (!counts) return Fail(counts.error());
    if (interrupted_) return {};
    // Files may have changed since the survey.
    plan.failed += counts->failed;
    plan.unchanged += counts->unchanged;
    plan.added = counts->added;
    plan.updated = counts->updated;
    return Finish(base, plan);
  }

  /// Looks what the files of rules change; unless this is a dry run, the next commit does that.
  Result<void> PlanCuration(publish::Publish& base, const SyncPlan& plan) {
    auto update = curation::UpdateCuration(
        found_.curation, {.remove_missing = plan.failed == 0, .dry_run = command_.dry_run}, base,
        [&](const cli::Diagnostic& found) { console_.err << found.ToString() << '\n'; });
    if (!update) return Fail(update.error());
    curation_ = std::move(*update);
    return {};
  }

  Result<void> Finish(publish::Publish& base, const SyncPlan& plan) {
    if (auto planned = PlanCuration(base, plan); !planned) return planned;
    if (plan.changes() || curation_.changes()) {
      if (auto committed = base.Commit(); !committed) return committed;
    }
    committed_ = true;
    return {};
  }

  void Summarize(const SyncPlan& plan) {
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    if (command_.json) {
      PrintJson(plan, removed_, curation_, command_.dry_run, seconds, console_.out);
    } else if (!command_.quiet) {
      console_.out << fmt::format(
          "{}added {}, updated {}, unchanged {}, removed {}, failed {} articles in {:.1f} s\n",
          command_.dry_run ? "would have " : "", plan.added, plan.updated, plan.unchanged,
          plan.removed, plan.failed, seconds);
      if (curation_.changes()) console_.out << curation_.ToString() << '\n';
    }
  }

  const SyncCommand& command_;
  std::string lang_;
  cli::Console& console_;
  const std::atomic<bool>& interrupted_;
  readers::FoundFiles found_;
  std::uint64_t bytes_ = 0;
  curation::CurationUpdate curation_;
  std::vector<std::string> removed_;  ///< Names, for JSON.
  bool committed_ = false;
  bool kept_unread_ = false;  ///< Articles stay only because their files are there, unread.
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

cli::Runner AddSync(cli::Options& options) {
  auto command = std::make_shared<SyncCommand>();
  options.AddNewBase(command->kb);
  options.AddFallbackLanguage(command->lang);
  options.AddAuthor(command->by);
  options.AddFlag("--yes", command->yes, "Remove even more than 20% of the articles");
  options.AddFlag("--dry-run", command->dry_run, "Say what would happen; change nothing");
  options.AddFlag("--include-retired", command->include_retired,
                  "Publish again what was retired by hand; default: it stays so, with a warning");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors and warnings");
  options
      .Add("folder", "FOLDER", command->folder, "Folder of articles, as for index, or a checkout")
      .Required();
  return [command](cli::Process& process) {
    const cli::ExitCode code = RunSync(*command, process.console, process.interrupted);
    process.published(command->kb, code);
    return code;
  };
}

}  // namespace

const cli::Subcommand kSyncCommand = {
    .name = "sync",
    .description = "Make a knowledge base hold exactly the articles of a folder, and no others",
    .footer =
        "Articles that no file has are removed, and listed first. Where a file cannot be read,\n"
        "nothing is removed, and never an article whose file is there in a format that is not "
        "read.\n"
        "The exit code is 1 for these, and for articles in another markup (.rst, .adoc); other "
        "files\n"
        "that are not read (.pdf, .json, .csv without such columns) are a warning.\n"
        "Readers see the whole new state at once; articles that did not "
        "change\n"
        "are not analyzed again. Other commands that write are refused until it is done.\n"
        "Memory: at most 300 MB, whatever the base holds, and besides some 80 bytes for each byte "
        "of\n"
        "articles of many MB, 300 for each file, 70 for each article in them.\n"
        "Example:\n  funnel-indexer sync --kb kb --dry-run articles/",
    .add = AddSync,
};

cli::ExitCode RunSync(const SyncCommand& command, cli::Console& console,
                      const std::atomic<bool>& interrupted) {
  std::string lang = command.lang;
  if (!cli::ReadFallbackLang(console, lang) || !cli::CheckBy(console, command.by))
    return cli::ExitCode::kUsage;
  return Sync(command, std::move(lang), console, interrupted).Run();
}

}  // namespace funnel::care
