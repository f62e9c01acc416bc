// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/command_learn.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "indexer/base/json.h"
#include "indexer/cli/output.h"
#include "indexer/cli/progress_bar.h"
#include "indexer/learn/learn.h"

namespace funnel::learn {
namespace {

/// What was learned from articles, or all the rest.
struct Count {
  std::set<std::string> langs;
  std::size_t lexicons = 0;
  std::size_t words = 0;
};

Count CountLexicons(const Learned& learned, bool from_articles) {
  Count count;
  for (const LearnedLexicon& lexicon : learned.lexicons) {
    if ((lexicon.families > 0) != from_articles) continue;
    count.langs.insert(lexicon.to);
    ++count.lexicons;
    count.words += lexicon.sources;
  }
  return count;
}

void PrintJson(const Learned& learned, double seconds, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.SetMaxDecimalPlaces(3);
  json.StartObject();
  json.Key("families");
  json.Uint64(learned.families);
  json.Key("lexicons");
  json.StartArray();
  for (const LearnedLexicon& lexicon : learned.lexicons) {
    json.StartObject();
    json.Key("from");
    json.String(lexicon.from.c_str());
    json.Key("to");
    json.String(lexicon.to.c_str());
    for (const auto& [key, value] :
         {std::pair<const char*, std::size_t>{"families", lexicon.families},
          {"segments", lexicon.segments},
          {"sources", lexicon.sources}}) {
      json.Key(key);
      json.Uint64(value);
    }
    json.EndObject();
  }
  json.EndArray();
  json.Key("seconds");
  json.Double(seconds);
  json.EndObject();
  out << buffer.GetString() << '\n';
}

void PrintSummary(const Learned& learned, double seconds, std::ostream& out) {
  const Count read = CountLexicons(learned, true);
  const Count other = CountLexicons(learned, false);
  if (read.lexicons == 0) {
    out << "no public article exists in two languages";
  } else {
    out << fmt::format("learned {} lexicons of {} from {} families: {} words", read.lexicons,
                       fmt::join(read.langs, ", "), learned.families, read.words);
  }
  if (other.lexicons > 0) {
    out << fmt::format("; {} lexicons into {} without translated articles: {} words",
                       other.lexicons, fmt::join(other.langs, ", "), other.words);
  }
  out << fmt::format("; {:.1f} s\n", seconds);
}

cli::Runner AddLearn(cli::Options& options) {
  auto command = std::make_shared<LearnCommand>();
  options.AddBase(command->kb);
  options.Add("--glossary", "FILE", command->glossary,
              "Terms of the products, a text file: a line with language tags, then one meaning "
              "a line, with tabs or colons between the languages and | between several names; "
              "default: the glossary.txt that the base has");
  options.AddFlag("--json", command->json, "Print the summary as one JSON object");
  options.AddFlag("--quiet", command->quiet, "Print nothing but errors");
  return [command](cli::Process& process) {
    return RunLearn(*command, process.console, process.interrupted);
  };
}

}  // namespace

const cli::Subcommand kLearnCommand = {
    .name = "learn",
    .description =
        "Learn which word means which, from translated articles, for search across languages",
    .footer =
        "Reads the public articles that exist in several languages; a vocabulary of common words "
        "in\n"
        "16 languages helps where there are few, or none. What was learned before is replaced;\n"
        "searches use it from the next request on. Run it now and then, after many new\n"
        "translations.\n"
        "Example:\n  funnel-indexer learn --kb kb --glossary terms.txt",
    .add = AddLearn,
};

cli::ExitCode RunLearn(const LearnCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::string> errors;
  const Glossary glossary = command.glossary.empty() ? ReadStoredGlossary(command.kb, errors)
                                                     : ReadGlossaryFile(command.glossary, errors);
  for (const std::string& error : errors) console.err << error << '\n';
  if (!errors.empty()) return cli::ExitCode::kFailed;

  Result<Learned> learned;
  {
    constexpr std::uint64_t kSteps = 1000;
    cli::ProgressBar bar(console.err, kSteps, console.terminal && !command.quiet && !command.json);
    learned = Learn(command.kb, glossary,
                    {[&](std::size_t done, std::size_t total, std::size_t articles) {
                       bar.Show(kSteps * done / std::max<std::size_t>(total, 1), articles);
                     },
                     [&] { return interrupted.load(); }});
  }
  if (!learned) return cli::Refuse(console, learned.error());
  if (interrupted) return cli::Interrupted(console);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (command.json) {
    PrintJson(*learned, took.count(), console.out);
  } else if (!command.quiet) {
    PrintSummary(*learned, took.count(), console.out);
  }
  return cli::ExitCode::kOk;
}

}  // namespace funnel::learn
