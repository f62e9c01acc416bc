// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_status.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "funnel/analyzer.h"
#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/care/status.h"
#include "indexer/cli/output.h"
#include "indexer/schema/index_schema.h"

namespace funnel::care {
namespace {

std::string Megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string OrUnknown(const std::string& text) { return text.empty() ? "unknown" : text; }

/// "en 12, th 3".
std::string Join(const BaseStatus::Counts& counts) {
  std::vector<std::string> parts;
  for (const auto& [name, count] : counts) parts.push_back(fmt::format("{} {}", name, count));
  return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, ", "));
}

/// The same, the most frequent first and only some of very many.
std::string MostFrequent(const BaseStatus::Counts& counts) {
  constexpr std::size_t kMostListed = 24;
  if (counts.size() <= kMostListed) return Join(counts);
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kMostListed; ++i) {
    parts.push_back(fmt::format("{} {}", sorted[i].first, sorted[i].second));
  }
  return fmt::format("{}, and {} more", fmt::join(parts, ", "), counts.size() - kMostListed);
}

/// "en-th 12, th-en 3 words"; of very many only how many.
std::string Join(const std::vector<LexiconStatus>& lexicons) {
  constexpr std::size_t kMostListed = 24;
  std::vector<std::string> parts;
  std::size_t words = 0;
  for (const LexiconStatus& lexicon : lexicons) {
    parts.push_back(fmt::format("{}-{} {}", lexicon.from, lexicon.to, lexicon.words));
    words += lexicon.words;
  }
  if (parts.empty()) return "none";
  if (parts.size() > kMostListed) {
    return fmt::format("{} pairs of languages, {} words", parts.size(), words);
  }
  return fmt::format("{} words", fmt::join(parts, ", "));
}

/// "              10668 bytes an article: articles 1600, ..."; nothing without articles.
std::string PerArticle(const BaseStatus& status) {
  if (status.articles == 0) return {};
  BaseStatus::Counts each;
  for (const auto& [part, bytes] : status.parts) each[part] = bytes / status.articles;
  std::string line = fmt::format("              {} bytes an article: {}\n",
                                 status.bytes / status.articles, Join(each));
  if (status.unfinished_bytes > 0) {
    line += fmt::format("              {} of a rebuild that was cut short\n",
                        Megabytes(status.unfinished_bytes));
  }
  return line;
}

bool IsOfThisProgram(const BaseStatus& status) {
  return status.articles == 0 || (status.schema == std::to_string(schema::kSchemaVersion) &&
                                  status.analyzer == std::to_string(kAnalyzerVersion));
}

void PrintText(const BaseStatusCommand& command, const BaseStatus& status, std::ostream& out) {
  out << fmt::format("articles      {}\n", status.articles)
      << fmt::format("languages     {}\n", Join(status.languages))
      << fmt::format("audience      {}\n", Join(status.audiences))
      << fmt::format("state         {}\n", Join(status.states))
      << fmt::format("products      {}\n", base::ForTerminal(MostFrequent(status.products)))
      << fmt::format("generation    {}, made {}\n", status.generation, OrUnknown(status.created))
      << fmt::format("lexicons      {}\n", Join(status.lexicons))
      << fmt::format("curation      {}\n", Join(status.curation))
      << fmt::format("last publish  {}{}\n", OrUnknown(status.last_publish),
                     status.writing ? "; a funnel-indexer is at work now" : "")
      << fmt::format("history       {} versions, {}\n", status.history_versions,
                     Megabytes(status.history_bytes))
      << fmt::format("disk          {}, and {} of history, older generations and work under way\n",
                     Megabytes(status.bytes), Megabytes(status.kept_bytes))
      << PerArticle(status)
      << fmt::format("versions      schema {}, analyzer {}, Xapian {}, ICU {}\n",
                     OrUnknown(status.schema), OrUnknown(status.analyzer), OrUnknown(status.xapian),
                     OrUnknown(status.icu));
  if (!status.warning.empty())
    out << fmt::format("warning       {}\n", base::ForTerminal(status.warning, true));
  if (!IsOfThisProgram(status)) {
    out << fmt::format(
        "              of other programs than these; run funnel-indexer rebuild "
        "--kb {}\n",
        command.kb.string());
  }
}

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void Put(JsonWriter& json, const char* key, const std::string& text) {
  json.Key(key);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void Put(JsonWriter& json, const char* key, std::uint64_t number) {
  json.Key(key);
  json.Uint64(number);
}

void Put(JsonWriter& json, const char* key, const BaseStatus::Counts& counts) {
  json.Key(key);
  json.StartObject();
  for (const auto& [name, count] : counts) Put(json, name.c_str(), std::uint64_t{count});
  json.EndObject();
}

void PrintJson(const BaseStatus& status, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  Put(json, "articles", std::uint64_t{status.articles});
  Put(json, "languages", status.languages);
  Put(json, "audiences", status.audiences);
  Put(json, "states", status.states);
  Put(json, "products", status.products);
  Put(json, "curation", status.curation);
  Put(json, "generation", status.generation);
  Put(json, "created", status.created);
  Put(json, "last_publish", status.last_publish);
  Put(json, "history_versions", status.history_versions);
  Put(json, "history_bytes", status.history_bytes);
  json.Key("lexicons");
  json.StartArray();
  for (const LexiconStatus& lexicon : status.lexicons) {
    json.StartObject();
    Put(json, "from", lexicon.from);
    Put(json, "to", lexicon.to);
    Put(json, "words", std::uint64_t{lexicon.words});
    json.EndObject();
  }
  json.EndArray();
  Put(json, "bytes", status.bytes);
  Put(json, "bytes_by_part", status.parts);
  Put(json, "other_bytes", status.kept_bytes);
  Put(json, "unfinished_bytes", status.unfinished_bytes);
  Put(json, "schema", status.schema);
  Put(json, "analyzer", status.analyzer);
  Put(json, "xapian", status.xapian);
  Put(json, "icu", status.icu);
  Put(json, "warning", status.warning);
  json.Key("current_version");
  json.Bool(IsOfThisProgram(status));
  json.Key("writing");
  json.Bool(status.writing);
  json.EndObject();
  out << buffer.GetString() << '\n';
}

cli::Runner AddBaseStatus(cli::Options& options) {
  auto command = std::make_shared<BaseStatusCommand>();
  options.AddBase(command->kb);
  options.AddFlag("--json", command->json, "Print one JSON object");
  return [command](cli::Process& process) { return RunBaseStatus(*command, process.console); };
}

}  // namespace

const cli::Subcommand kBaseStatusCommand = {
    .name = "status",
    .description = "Show what a knowledge base holds, and how it is",
    .footer = "Example:\n  funnel-indexer status --kb kb",
    .add = AddBaseStatus,
};

cli::ExitCode RunBaseStatus(const BaseStatusCommand& command, cli::Console& console) {
  const auto status = ReadStatus(command.kb);
  if (!status) return cli::Refuse(console, status.error());
  if (command.json) {
    PrintJson(*status, console.out);
  } else {
    PrintText(command, *status, console.out);
  }
  return cli::ExitCode::kOk;
}

}  // namespace funnel::care
