// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run/command_index.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <memory>

#include "indexer/base/json.h"
#include "indexer/cli/output.h"
#include "indexer/cli/progress_bar.h"
#include "indexer/curation/curation_update.h"
#include "indexer/readers/unread_files.h"
#include "indexer/run/index_run.h"

namespace funnel::run {
namespace {

using Clock = std::chrono::steady_clock;

/// The published summary of a run.
void PrintSummary(const IndexCommand& command, const IndexCounts& counts,
                  const curation::CurationUpdate& curation, double seconds, std::ostream& out) {
  const double rate = seconds > 0 ? static_cast<double>(counts.bytes) / 1e6 / seconds : 0;
  if (command.json) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    json.SetMaxDecimalPlaces(3);
    json.StartObject();
    for (const auto& [key, value] : {std::pair<const char*, std::uint64_t>{"added", counts.added},
                                     {"updated", counts.updated},
                                     {"unchanged", counts.unchanged},
                                     {"failed", counts.failed},
                                     {"bytes", counts.bytes},
                                     {"curation_files", curation.replaced.size()}}) {
      json.Key(key);
      json.Uint64(value);
    }
    json.Key("seconds");
    json.Double(seconds);
    json.Key("mb_per_second");
    json.Double(rate);
    json.EndObject();
    out << buffer.GetString() << '\n';
  } else if (!command.quiet) {
    out << fmt::format(
        "added {}, updated {}, unchanged {}, failed {} articles in {:.1f} s ({:.1f} MB/s)\n",
        counts.added, counts.updated, counts.unchanged, counts.failed, seconds, rate);
    if (curation.changes()) out << curation.ToString() << '\n';
  }
}

cli::Runner AddIndex(cli::Options& options) {
  auto command = std::make_shared<IndexCommand>();
  options.AddNewBase(command->kb);
  options.AddFallbackLanguage(command->lang);
  options.AddAuthor(command->by);
  options.AddFlag("--include-retired", command->include_retired,
                  "Publish again what was retired by hand; default: it stays so, with a warning");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors and warnings");
  options
      .Add("path", "PATH...", command->paths,
           "Markdown files (.md, .markdown, .mdx) with front matter, web pages (.html, .htm), "
           "topics "
           "of DITA (.dita), JSONL files (.jsonl) with one article or case a line, tables (.csv, "
           ".tsv) with one article a "
           "row, exports of Zendesk's Help Center and other help desks (.json) and of WordPress "
           "(.xml), and folders of these")
      .Required();
  return [command](cli::Process& process) {
    const cli::ExitCode code = RunIndex(*command, process.console, process.interrupted);
    process.published(command->kb, code);
    return code;
  };
}

}  // namespace

const cli::Subcommand kIndexCommand = {
    .name = "index",
    .description = "Add articles to a knowledge base, or update them",
    .footer =
        "Everything good becomes visible at once at the end, or nothing when the run is\n"
        "interrupted. Articles that did not change cost nothing.\n"
        "Example:\n  funnel-indexer index --kb kb corpus/",
    .add = AddIndex,
};

cli::ExitCode RunIndex(const IndexCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted) {
  const auto begin = Clock::now();
  std::string lang = command.lang;
  if (!cli::ReadFallbackLang(console, lang)) return cli::ExitCode::kUsage;
  if (!cli::CheckBy(console, command.by)) return cli::ExitCode::kUsage;
  const readers::FoundFiles found = readers::FindFiles(command.paths);
  auto publish = publish::Publish::Open(command.kb);
  if (!publish) return cli::Refuse(console, publish.error());
  if (!command.by.empty()) (*publish)->set_by(command.by);
  cli::Warn(console, (*publish)->warning());

  std::uint64_t total = 0;
  for (const readers::SourceFile& file : found.files) total += file.bytes;
  Result<IndexCounts> counts;
  {
    cli::ProgressBar bar(console.err, total, console.terminal && !command.quiet && !command.json);
    const auto report = [&](const std::string& line) {
      bar.Clear();
      console.err << line << '\n';
    };
    for (const std::string& line : found.errors) report(line);
    if (const std::string unread = readers::UnreadSummary(found.unread); !unread.empty()) {
      report("funnel-indexer: warning: " + unread);
    }
    counts = IndexFiles(found.files, lang, **publish,
                        {report,
                         [&](const IndexCounts& now) { bar.Show(now.bytes, now.articles()); },
                         [&] { return interrupted.load(); },
                         {},
                         command.include_retired});
  }
  if (!counts) return cli::Refuse(console, counts.error());
  if (interrupted) return cli::Interrupted(console);
  counts->failed += found.errors.size();
  const auto curation = curation::UpdateCuration(
      found.curation, {}, **publish,
      [&](const cli::Diagnostic& diagnostic) { console.err << diagnostic.ToString() << '\n'; });
  if (!curation) return cli::Refuse(console, curation.error());
  if (auto committed = (*publish)->Commit(); !committed)
    return cli::Refuse(console, committed.error());
  const std::chrono::duration<double> took = Clock::now() - begin;
  PrintSummary(command, *counts, *curation, took.count(), console.out);
  return counts->failed + curation->failed == 0 ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
}

}  // namespace funnel::run
