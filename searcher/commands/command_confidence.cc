// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_confidence.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"

namespace funnel::commands {
namespace {

std::string Header(const ExplainedLanguage& language) {
  std::string line = "set\tquery\ttype\tlang\tasked\ttranslated\tfirst\tplace\tanswers\tconfidence";
  for (const auto& [name, value] : language.features) line += fmt::format("\t{}", name);
  return line + '\n';
}

std::string Line(const std::string& set, const measure::TestQuery& query,
                 const ExplainedLanguage& language) {
  const auto grade = query.relevant.find(language.first_id);
  const bool answers = grade != query.relevant.end() && grade->second > 0;
  std::string line =
      fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.6f}", set, query.id, query.type,
                  query.lang, language.lang, language.translated_from.empty() ? 0 : 1,
                  language.first_id, Name(language.place), answers ? 1 : 0, language.confidence);
  for (const auto& [name, value] : language.features) line += fmt::format("\t{:.6f}", value);
  return line + '\n';
}

}  // namespace

int RunConfidence(const ConfidenceCommand& command, CommandIo& io) {
  Result<measure::EvaluationInput> input =
      measure::ReadEvaluationInput(command.queries, command.qrels, ReportTo(io));
  if (!input) return ReportFailure(io, input.error());
  const measure::Selection selection =
      measure::SelectQueries(std::move(input->queries), command.max_per_type);
  RankingParameters ranking;
  ranking.ask_others_below = 1;
  Result<Searcher> searcher = Searcher::Open(command.kb, Audience::kPublic, ranking);
  if (!searcher) return ReportFailure(io, searcher.error());
  std::vector<measure::TestQuery> queries = selection.judged;
  queries.insert(queries.end(), selection.unjudged.begin(), selection.unjudged.end());
  bool any = false;
  for (const measure::TestQuery& query : queries) {
    // A document that is the query is found first, and answers nothing.
    if (!query.self.empty()) continue;
    SearchRequest request;
    request.query = query.text;
    request.lang = command.lang.empty() ? query.lang : command.lang;
    request.limit = 1;
    request.snippets = false;
    request.did_you_mean = false;
    request.deadline = std::chrono::minutes(10);
    const Result<Explanation> explanation = searcher->Explain(request, {});
    if (!explanation) return ReportFailure(io, explanation.error());
    for (const ExplainedLanguage& language : explanation->languages) {
      if (!std::exchange(any, true)) io.out << Header(language);
      if (language.hits > 0) io.out << Line(command.set, query, language);
    }
  }
  return input->errors > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel::commands
