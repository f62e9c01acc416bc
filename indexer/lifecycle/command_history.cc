// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/cli/output.h"
#include "indexer/lifecycle/article_versions.h"

namespace funnel::lifecycle {
namespace {

using Versions = std::vector<store::ArticleVersion>;

std::string OrDash(const std::string& text) { return text.empty() ? "-" : base::ForTerminal(text); }

void PrintText(const Versions& versions, std::ostream& out) {
  std::size_t width = 2;
  for (const store::ArticleVersion& version : versions) width = std::max(width, version.by.size());
  std::string lang;
  for (const store::ArticleVersion& version : versions) {
    if (version.lang != lang) {
      out << (lang.empty() ? "" : "\n") << ArticleName(version.lang, version.id) << '\n'
          << fmt::format("{:>7}  {:<20}  {:<{}}  {:<8}  {:<9}  {}\n", "version", "when", "by",
                         width, "what", "state", "audience");
      lang = version.lang;
    }
    const bool removed = version.event == store::HistoryEvent::kRemoved;
    out << fmt::format("{:>7}  {:<20}  {:<{}}  {:<8}  {:<9}  {}\n", version.number,
                       OrDash(version.time), OrDash(version.by), width, Name(version.event),
                       removed ? "-" : Name(version.state), removed ? "-" : Name(version.audience));
  }
}

void PrintJson(const Versions& versions, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto put = [&](const char* key, std::string_view text) {
    json.Key(key);
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  json.StartArray();
  for (const store::ArticleVersion& version : versions) {
    json.StartObject();
    put("id", version.id);
    put("lang", version.lang);
    json.Key("version");
    json.Uint64(version.number);
    put("time", version.time);
    put("by", version.by);
    put("event", Name(version.event));
    if (version.event != store::HistoryEvent::kRemoved) {
      put("state", Name(version.state));
      put("audience", Name(version.audience));
      put("hash", version.hash);
    }
    json.EndObject();
  }
  json.EndArray();
  out << buffer.GetString() << '\n';
}

cli::Runner AddHistory(cli::Options& options) {
  auto command = std::make_shared<HistoryCommand>();
  options.AddBase(command->kb);
  options.Add("--lang", "TAG", command->lang, "Only the article in this language, such as th");
  options.AddFlag("--json", command->json,
                  "Print an array of {id, lang, version, time, by, event, state, audience, hash}");
  options.Add("id", "ID", command->id, "Id of the article").Required();
  return [command](cli::Process& process) { return RunHistory(*command, process.console); };
}

}  // namespace

const cli::Subcommand kHistoryCommand = {
    .name = "history",
    .description = "List the published versions of an article: who, when, what",
    .footer =
        "The newest first; times are UTC. 'found' is what was there before the history began.\n"
        "funnel-indexer show prints a version, and what differs between two.\n"
        "Example:\n  funnel-indexer history --kb kb print-queue-stuck",
    .add = AddHistory,
};

cli::ExitCode RunHistory(const HistoryCommand& command, cli::Console& console) {
  std::string lang = command.lang;
  if (!cli::ReadLang(console, lang)) return cli::ExitCode::kUsage;
  auto base = ArticleVersions::Open(command.kb);
  if (!base) return cli::Refuse(console, base.error());
  const auto versions = base->Of(command.id, lang);
  if (!versions) return cli::Refuse(console, versions.error());
  if (command.json) {
    PrintJson(*versions, console.out);
  } else {
    PrintText(*versions, console.out);
  }
  return cli::ExitCode::kOk;
}

}  // namespace funnel::lifecycle
