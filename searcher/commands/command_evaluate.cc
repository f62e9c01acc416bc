// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_evaluate.h"

#include <fmt/format.h>

#include <fstream>
#include <utility>
#include <vector>

#include "searcher/measure/comparison.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"

namespace funnel::commands {
namespace {

Result<void> WritePerQuery(const EvaluateCommand& command, const measure::Evaluation& evaluation) {
  std::ofstream file(command.per_query, std::ios::binary);
  file << measure::PerQueryHeader() << measure::FormatPerQuery(evaluation.outcomes, command.set);
  if (!file.flush()) {
    return Fail(ErrorCode::kIo, command.per_query + ": cannot be written; check folder and space");
  }
  return {};
}

std::string Format(const EvaluateCommand& command, const measure::Evaluation& evaluation) {
  switch (command.format) {
    case OutputFormat::kTsv:
      return measure::FormatTsv(evaluation, command.set);
    case OutputFormat::kJson:
      return measure::FormatJson(evaluation, command.set, command.batch.depth) + "\n";
    case OutputFormat::kTable:
      break;
  }
  return measure::FormatTable(evaluation);
}

}  // namespace

int RunEvaluate(const EvaluateCommand& command, CommandIo& io) {
  Result<measure::EvaluationInput> input =
      measure::ReadEvaluationInput(command.queries, command.qrels, ReportTo(io));
  if (!input) return ReportFailure(io, input.error());
  const measure::Selection selection =
      measure::SelectQueries(std::move(input->queries), command.max_per_type);
  if (selection.judged.empty()) {
    return ReportFailure(io, {ErrorCode::kInvalidInput,
                              command.queries + ": no query has a relevant document; name their "
                                                "judgements with --qrels"});
  }
  Result<RankingParameters> ranking = measure::ReadRanking(command.ranking);
  if (!ranking) return ReportFailure(io, ranking.error());
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience, *ranking);
  if (!searcher) return ReportFailure(io, searcher.error());

  std::size_t failures = 0;
  const auto failed = [&](const measure::TestQuery& query, const Error& error) {
    ++failures;
    io.err << fmt::format("{}:{}: error: {}\n", command.queries, query.line, error.message);
  };
  const auto progress = [&](std::size_t done) {
    const bool last = done == selection.judged.size();
    if (!io.progress || (done % 50 != 0 && !last)) return;
    io.err << fmt::format("\r{} of {} queries", done, selection.judged.size());
    if (last) io.err << "\r\x1b[K";
    io.err.flush();
  };
  const measure::Evaluation evaluation =
      measure::Evaluate(selection, measure::RankWith(*searcher, command.batch), failed, progress);
  io.out << Format(command, evaluation);
  if (!command.per_query.empty()) {
    const Result<void> written = WritePerQuery(command, evaluation);
    if (!written) return ReportFailure(io, written.error());
  }
  return failures > 0 || input->errors > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel::commands
