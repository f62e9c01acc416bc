// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_evaluate_answered.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/measure/answered_evaluation.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"

namespace funnel::commands {
namespace {

/// At most so many queries of a file; its judgements do not matter.
Result<std::vector<measure::TestQuery>> ReadQueries(const std::string& file, std::size_t most,
                                                    CommandIo& io) {
  Result<measure::EvaluationInput> input = measure::ReadEvaluationInput(file, "", ReportTo(io));
  if (!input) return Fail(input.error());
  for (measure::TestQuery& query : input->queries) query.relevant = {{"any", 1}};
  auto queries = measure::SelectQueries(std::move(input->queries), most).judged;
  if (queries.empty()) return Fail(ErrorCode::kInvalidInput, file + ": there are no queries");
  return queries;
}

}  // namespace

int RunEvaluateAnswered(const EvaluateAnsweredCommand& command, CommandIo& io) {
  const auto answerable = ReadQueries(command.queries, command.max_per_type, io);
  if (!answerable) return ReportFailure(io, answerable.error());
  const auto others = ReadQueries(command.unanswerable, command.max_per_type, io);
  if (!others) return ReportFailure(io, others.error());
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  const auto points = measure::EvaluateAnswered(*searcher, *answerable, *others);
  if (!points) return ReportFailure(io, points.error());
  io.out << "set\tthreshold\tkept\ttold\n";
  for (const measure::AnsweredPoint& point : *points) {
    io.out << fmt::format("{}\t{:.3f}\t{:.4f}\t{:.4f}\n", command.set, point.threshold, point.kept,
                          point.told);
  }
  return kExitOk;
}

}  // namespace funnel::commands
