// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/command_export.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <utility>

#include "indexer/cli/progress_bar.h"
#include "indexer/exports/export_target.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::exports {
namespace {

cli::ExitCode Refuse(cli::Console& console, const std::string& message,
                     cli::ExitCode code = cli::ExitCode::kFailed) {
  console.err << "funnel-indexer: error: " << message << '\n';
  return code;
}

Result<std::unique_ptr<ExportTarget>> OpenTarget(const ExportCommand& command,
                                                 cli::Console& console) {
  if (!command.folder.empty()) return ExportToFolder(command.folder);
  if (command.jsonl == "-") return ExportToStream(console.out);
  return ExportToJsonl(command.jsonl);
}

struct ExportCounts {
  std::size_t written = 0;
  std::size_t failed = 0;
};

/// Writes everything that `scan` gives. Fails when nothing more can be read or written.
Result<ExportCounts> ExportAll(store::ArticleScan& scan, const std::string& prefix,
                               ExportTarget& target, cli::ProgressBar& bar, cli::Console& console,
                               const std::atomic<bool>& interrupted) {
  ExportCounts counts;
  const auto report = [&](const std::string& message) {
    bar.Clear();
    console.err << "funnel-indexer: error: " << message << '\n';
    ++counts.failed;
  };
  while (!interrupted) {
    auto next = scan.Next();
    if (!next) return Fail(next.error());
    if (!*next || !(*next)->unique_term.starts_with(prefix)) break;
    const auto article = store::DecodeArticle((*next)->record);
    if (!article) {
      report(std::string(schema::NameOfUniqueTerm((*next)->unique_term)) + ": " +
             article.error().message);
      continue;
    }
    auto added = target.Add(*article);
    if (!added && added.error().code != ErrorCode::kInvalidInput) return Fail(added.error());
    if (added) {
      ++counts.written;
    } else {
      report(added.error().message);
    }
    bar.Show(counts.written + counts.failed, counts.written + counts.failed);
  }
  return counts;
}

cli::Runner AddExport(cli::Options& options) {
  auto command = std::make_shared<ExportCommand>();
  options.AddBase(command->kb);
  cli::Options where = options.AddChoice("target", "Where to");
  where.Add("--jsonl", "FILE|-", command->jsonl,
            "One article a line, into FILE or (-) standard output");
  where.Add("--folder", "DIR", command->folder,
            "Markdown files with front matter, LANG/ID.md, into a new folder");
  options.Add("--audience", "NAME", command->audience,
              "Only the published articles that these readers see: public, partner or internal "
              "(without: everything, drafts and archived articles as well)");
  options.Add("--lang", "TAG", command->lang, "Only articles in this language");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors");
  return [command](cli::Process& process) {
    return RunExport(*command, process.console, process.interrupted);
  };
}

}  // namespace

const cli::Subcommand kExportCommand = {
    .name = "export",
    .description = "Write all articles as JSONL or as Markdown files",
    .footer =
        "Articles come in the order of their languages and ids, and nothing appears before all is\n"
        "written. 'funnel-indexer index' makes the same base of what is written.\n"
        "Examples:\n"
        "  funnel-indexer export --kb kb --folder articles\n"
        "  funnel-indexer export --kb kb --jsonl - --audience public --lang th | gzip > "
        "th.jsonl.gz",
    .add = AddExport,
};

cli::ExitCode RunExport(const ExportCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted) {
  const auto begin = std::chrono::steady_clock::now();
  store::ScanOptions options;
  std::string prefix(schema::kIdPrefix);
  if (!command.lang.empty()) {
    const auto tag = CanonicalLanguage(command.lang);
    if (!tag) return Refuse(console, "--lang: " + tag.error().message, cli::ExitCode::kUsage);
    prefix += *tag + ":";
    options.after = prefix;
  }
  if (!command.audience.empty()) {
    const auto audience = ParseAudience(command.audience);
    if (!audience) {
      return Refuse(console, "--audience: " + audience.error().message, cli::ExitCode::kUsage);
    }
    options.tiers = store::TiersFor(*audience);
  }
  auto scan = store::ArticleScan::Open(command.kb, options);
  if (!scan) return Refuse(console, scan.error().message);
  auto target = OpenTarget(command, console);
  if (!target) return Refuse(console, target.error().message);

  const bool to_stream = command.jsonl == "-";
  cli::ProgressBar bar(console.err, scan->count(),
                       console.terminal && !command.quiet && !command.json && !to_stream);
  const auto counts = ExportAll(*scan, prefix, **target, bar, console, interrupted);
  bar.Clear();
  if (!counts) return Refuse(console, counts.error().message);
  if (interrupted) {
    console.err << "funnel-indexer: interrupted; nothing was exported\n";
    return cli::ExitCode::kInterrupted;
  }
  if (auto finished = (*target)->Finish(); !finished) {
    return Refuse(console, finished.error().message);
  }
  std::ostream& out = to_stream ? console.err : console.out;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (command.json) {
    out << fmt::format("{{\"exported\":{},\"failed\":{},\"seconds\":{:.3f}}}\n", counts->written,
                       counts->failed, took.count());
  } else if (!command.quiet) {
    out << fmt::format("exported {} articles, failed {} in {:.1f} s\n", counts->written,
                       counts->failed, took.count());
  }
  return counts->failed == 0 ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
}

}  // namespace funnel::exports
