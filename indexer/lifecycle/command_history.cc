// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/command_history.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
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

}  // namespace

void AddHistory(CLI::App& app, HistoryCommand& command) {
  CLI::App* sub =
      app.add_subcommand("history", "List the published versions of an article: who, when, what");
  sub->add_option("--kb", command.kb, "Folder of the knowledge base")->required()->type_name("DIR");
  sub->add_option("--lang", command.lang, "Only the article in this language, such as th")
      ->type_name("TAG");
  sub->add_flag("--json", command.json,
                "Print an array of {id, lang, version, time, by, event, state, audience, hash}");
  sub->add_option("id", command.id, "Id of the article")->required()->type_name("ID");
  sub->footer(
      "The newest first; times are UTC. 'found' is what was there before the history began.\n"
      "funnel-indexer show prints a version, and what differs between two.\n"
      "Example:\n  funnel-indexer history --kb kb print-queue-stuck");
}

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
