// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_show.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "indexer/base/terminal_text.h"
#include "indexer/cli/output.h"
#include "indexer/exports/article_markdown.h"
#include "indexer/lifecycle/article_versions.h"
#include "indexer/lifecycle/text_diff.h"

namespace funnel::lifecycle {
namespace {

using Versions = std::vector<store::ArticleVersion>;

/// Fails with kNotFound where the base has no such version, or several languages.
Result<store::ArticleVersion> Choose(const Versions& versions, std::uint64_t number) {
  const store::ArticleVersion& newest = versions.front();
  if (newest.lang != versions.back().lang) {
    std::string languages;
    for (const store::ArticleVersion& version : versions) {
      if (languages.ends_with(version.lang)) continue;
      languages += (languages.empty() ? "" : ", ") + version.lang;
    }
    return Fail(ErrorCode::kNotFound, fmt::format("'{}' is there in {}; say which with --lang",
                                                  base::ForTerminal(newest.id), languages));
  }
  if (number == 0) return newest;
  const auto found =
      std::find_if(versions.begin(), versions.end(),
                   [&](const store::ArticleVersion& one) { return one.number == number; });
  if (found != versions.end()) return *found;
  return Fail(ErrorCode::kNotFound,
              fmt::format("{} has no version {}; it has 1 to {}",
                          ArticleName(newest.lang, newest.id), number, newest.number));
}

/// The file of one version.
Result<std::string> FileOf(ArticleVersions& base, const store::ArticleVersion& version) {
  const auto article = base.Read(version);
  if (!article) return Fail(article.error());
  return exports::ArticleToMarkdown(*article);
}

std::string Label(const store::ArticleVersion& version) {
  std::string label =
      fmt::format("{} version {}", ArticleName(version.lang, version.id), version.number);
  if (!version.time.empty()) label += fmt::format(" ({}, {})", version.time, version.by);
  return base::ForTerminal(label);
}

cli::Runner AddShowVersion(cli::Options& options) {
  auto command = std::make_shared<ShowVersionCommand>();
  options.AddBase(command->kb);
  options.Add("--lang", "TAG", command->lang, "Language of the article, where the id has several");
  const cli::Option version = options.AddNumber("--version", "N", command->version,
                                                std::numeric_limits<std::uint64_t>::max() / 2,
                                                "Number of a version; default: the newest");
  options
      .AddNumbers("--diff", "N M", command->diff, 2, std::numeric_limits<std::uint64_t>::max() / 2,
                  "Two versions: print what differs, as diff -u does")
      .Excludes(version);
  options.Add("id", "ID", command->id, "Id of the article").Required();
  return [command](cli::Process& process) { return RunShowVersion(*command, process.console); };
}

}  // namespace

const cli::Subcommand kShowVersionCommand = {
    .name = "show",
    .description = "Print a version of an article as a file, or what differs between two",
    .footer =
        "Drafts and articles that were retired or removed are shown as well.\n"
        "Example:\n  funnel-indexer show --kb kb --lang en --diff 1 2 print-queue-stuck",
    .add = AddShowVersion,
};

cli::ExitCode RunShowVersion(const ShowVersionCommand& command, cli::Console& console) {
  std::string lang = command.lang;
  if (!cli::ReadLang(console, lang)) return cli::ExitCode::kUsage;
  auto base = ArticleVersions::Open(command.kb);
  if (!base) return cli::Refuse(console, base.error());
  const auto versions = base->Of(command.id, lang);
  if (!versions) return cli::Refuse(console, versions.error());
  const bool differs = command.diff.size() == 2;
  const auto first = Choose(*versions, differs ? command.diff[0] : command.version);
  if (!first) return cli::Refuse(console, first.error());
  const auto file = FileOf(*base, *first);
  if (!file) return cli::Refuse(console, file.error());
  if (!differs) {
    console.out << base::ForTerminal(*file, true);
    return cli::ExitCode::kOk;
  }
  const auto second = Choose(*versions, command.diff[1]);
  if (!second) return cli::Refuse(console, second.error());
  const auto other = FileOf(*base, *second);
  if (!other) return cli::Refuse(console, other.error());
  const std::string diff = UnifiedDiff(*file, *other);
  if (!diff.empty()) {
    console.out << "--- " << Label(*first) << "\n+++ " << Label(*second) << '\n'
                << base::ForTerminal(diff, true);
  }
  return cli::ExitCode::kOk;
}

}  // namespace funnel::lifecycle
