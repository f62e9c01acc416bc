// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/command_publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "indexer/check/check_run.h"
#include "indexer/cli/output.h"
#include "indexer/curation/curation_update.h"
#include "indexer/gate/publish_report.h"
#include "indexer/publish/publish.h"
#include "indexer/publish/retired.h"
#include "indexer/publish/stored_id.h"

namespace funnel::gate {
namespace {

/// One run of the command.
class PublishRun {
 public:
  PublishRun(const PublishCommand& command, check::CheckOptions options, cli::Console& console,
             const std::atomic<bool>& interrupted)
      : command_(command),
        options_(std::move(options)),
        skipped_(command.check.skipped.begin(), command.check.skipped.end()),
        console_(console),
        interrupted_(interrupted) {
    report_.dry_run = command.dry_run;
  }

  cli::ExitCode Run() {
    if (auto checked = CheckAll(); !checked) return cli::Refuse(console_, checked.error());
    if (interrupted_) return cli::Interrupted(console_);
    if (errors_ > 0) return RefuseAll();
    if (report_.articles.empty() && found_.curation.empty()) {
      return cli::Refuse(console_,
                         {ErrorCode::kNotFound, "no article to publish; check the paths"});
    }
    auto publish = publish::Publish::Open(command_.kb);
    if (!publish) return cli::Refuse(console_, publish.error());
    if (!command_.by.empty()) (*publish)->set_by(command_.by);
    cli::Warn(console_, (*publish)->warning());
    if (auto put = PutAll(**publish); !put) return cli::Refuse(console_, put.error());
    if (auto curated = Curate(**publish); !curated) return cli::Refuse(console_, curated.error());
    if (auto passed = PassGate(**publish); !passed) return cli::Refuse(console_, passed.error());
    if (interrupted_) return cli::Interrupted(console_);
    if (errors_ > 0) return RefuseAll();
    if (!command_.dry_run) {
      if (auto committed = (*publish)->Commit(); !committed) {
        return cli::Refuse(console_, committed.error());
      }
      report_.published = true;
    }
    Finish();
    if (!command_.json && !command_.quiet) console_.out << SummaryLine(report_);
    return cli::ExitCode::kOk;
  }

 private:
  void Report(const cli::Diagnostic& diagnostic) {
    if (skipped_.contains(diagnostic.rule)) return;
    if (diagnostic.severity == cli::Severity::kError) ++errors_;
    console_.err << diagnostic.ToString() << '\n';
    report_.diagnostics.push_back(diagnostic);
  }

  /// Checks the files and keeps their articles.
  Result<void> CheckAll() {
    std::optional<store::ArticleLookup> stored;
    if (auto opened = store::ArticleLookup::Open(command_.kb)) {
      stored = std::move(*opened);
    } else if (opened.error().code != ErrorCode::kNotFound) {
      return Fail(opened.error());
    }
    check::LinkTargets links(check::LinkRoots(command_.check.paths));
    options_.links = &links;
    found_ = readers::FindFiles(command_.check.paths);
    for (const std::string& line : found_.errors) {
      const std::string name = line.substr(0, line.find(": error: "));
      Report(cli::ParseDiagnosticLine(line, name, "unreadable", cli::Severity::kError));
    }
    check::CollectionCheck collection(stored ? &*stored : nullptr);
    check::CheckCallbacks callbacks;
    callbacks.report = [&](const cli::Diagnostic& diagnostic) { Report(diagnostic); };
    callbacks.progress = [](std::uint64_t, std::size_t) {};
    callbacks.interrupted = [&] { return interrupted_.load(); };
    callbacks.take = [&](check::CheckedArticle checked, const std::string& file) {
      if (!checked.article) return;
      report_.articles.push_back({std::move(*checked.article), file, Outcome::kAdded, {}});
    };
    if (auto checked = check::CheckFiles(found_.files, options_, collection, callbacks); !checked) {
      return Fail(checked.error());
    }
    return {};
  }

  /// Finds the article that its file is in the base; what was retired by hand is an error.
  Result<void> Place(publish::Publish& publish, GatedArticle& gated) {
    const auto file = std::find_if(found_.files.begin(), found_.files.end(),
                                   [&](const auto& other) { return other.name == gated.file; });
    if (file == found_.files.end()) return {};
    if (auto adopted = publish::AdoptStoredId(*file, publish, gated.article); !adopted) {
      return adopted;
    }
    if (command_.include_retired) return {};
    const auto brings_back = publish::WouldBringBack(publish, gated.article);
    if (!brings_back) return Fail(brings_back.error());
    if (*brings_back) {
      Report(
          {gated.file, 0, 0, cli::Severity::kError, "retired",
           fmt::format("{}:{} {}", gated.article.lang, gated.article.id, publish::kStaysRetired)});
    }
    return {};
  }

  Result<void> PutAll(publish::Publish& publish) {
    Analyzer analyzer;
    for (GatedArticle& gated : report_.articles) {
      if (interrupted_) return {};
      if (auto placed = Place(publish, gated); !placed) return placed;
      auto prepared = publish.Prepare(gated.article, analyzer);
      if (!prepared) return Fail(prepared.error());
      const auto outcome = publish.Put(std::move(*prepared));
      if (!outcome) return Fail(outcome.error());
      gated.outcome = *outcome;
    }
    return {};
  }

  /// The files of rules beside the articles; a mistake in one is an error as any.
  Result<void> Curate(publish::Publish& publish) {
    auto update =
        curation::UpdateCuration(found_.curation, {.dry_run = command_.dry_run}, publish,
                                 [&](const cli::Diagnostic& diagnostic) { Report(diagnostic); });
    if (!update) return Fail(update.error());
    if (update->changes() && !command_.json && !command_.quiet) {
      console_.out << update->ToString() << '\n';
    }
    report_.curation_files = update->replaced.size();
    return {};
  }

  Result<void> PassGate(publish::Publish& publish) {
    Gate gate(publish);
    for (GatedArticle& gated : report_.articles) {
      if (interrupted_) return {};
      auto examined = gate.Examine(gated.article);
      if (!examined) return Fail(examined.error());
      gated.gate = std::move(*examined);
      if (!command_.json && !command_.quiet) console_.out << ArticleLines(gated) << std::flush;
      for (const cli::Diagnostic& diagnostic :
           GateDiagnostics(gated, command_.despite_duplicates)) {
        Report(diagnostic);
      }
    }
    return {};
  }

  void Finish() {
    report_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    if (command_.json) console_.out << ToJson(report_);
  }

  cli::ExitCode RefuseAll() {
    Finish();
    return cli::Refuse(
        console_, {ErrorCode::kInvalidInput, fmt::format("nothing was published: {} {}", errors_,
                                                         errors_ == 1 ? "error" : "errors")});
  }

  const PublishCommand& command_;
  check::CheckOptions options_;
  std::set<std::string> skipped_;
  cli::Console& console_;
  const std::atomic<bool>& interrupted_;
  readers::FoundFiles found_;
  PublishReport report_;
  std::size_t errors_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

cli::Runner AddPublish(cli::Options& options) {
  auto command = std::make_shared<PublishCommand>();
  options.AddNewBase(command->kb);
  options.AddAuthor(command->by);
  options.AddFlag("--dry-run", command->dry_run, "Say what would happen; publish nothing");
  options.AddFlag("--include-retired", command->include_retired,
                  "Publish again even what was retired by hand");
  options.AddFlag("--despite-duplicates", command->despite_duplicates,
                  "Publish even what another article says already");
  check::AddCheckOptions(options, command->check);
  options.AddFlag("--json", command->json, "Print everything as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors and warnings");
  options.Add("path", "PATH...", command->check.paths, "Files and folders, as for index")
      .Required();
  return [command](cli::Process& process) {
    const cli::ExitCode code = RunPublish(*command, process.console, process.interrupted);
    process.published(command->kb, code);
    return code;
  };
}

}  // namespace

const cli::Subcommand kPublishCommand = {
    .name = "publish",
    .description =
        "Check articles, see that readers will find them and have "
        "nothing twice, and publish them",
    .footer =
        "First everything is checked, as check does. Then each article is compared with the "
        "others\n"
        "of the base, and asked for in the base as it will be: with its symptoms, its title in "
        "other\n"
        "words, and the questions of its front matter (questions:). Printed are the similar "
        "articles\n"
        "with the share of content that they have in common, and the rank at which the article\n"
        "answers each question. Errors and near-duplicates refuse the whole publish; a question "
        "that\n"
        "does not find its article on the first page is a warning.\n"
        "Example:\n  funnel-indexer publish --kb kb --dry-run print-queue-stuck.md",
    .add = AddPublish,
};

cli::ExitCode RunPublish(const PublishCommand& command, cli::Console& console,
                         const std::atomic<bool>& interrupted) {
  auto options = check::CheckOptionsOf(command.check);
  if (!options) {
    cli::Refuse(console, options.error());
    return options.error().code == ErrorCode::kInvalidInput ? cli::ExitCode::kUsage
                                                            : cli::ExitCode::kFailed;
  }
  return PublishRun(command, std::move(*options), console, interrupted).Run();
}

}  // namespace funnel::gate
