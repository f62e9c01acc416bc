// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_evaluate_corrections.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/measure/corrections_evaluation.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"

namespace funnel::commands {

int RunEvaluateCorrections(const EvaluateCorrectionsCommand& command, CommandIo& io) {
  auto input = measure::ReadEvaluationInput(command.queries, "", ReportTo(io));
  if (!input) return ReportFailure(io, input.error());
  // Judgements do not matter here.
  for (measure::TestQuery& query : input->queries) query.relevant = {{"any", 1}};
  const auto queries =
      measure::SelectQueries(std::move(input->queries), command.max_per_type).judged;
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  const auto rows = measure::EvaluateCorrections(*searcher, queries);
  if (!rows) return ReportFailure(io, rows.error());
  io.out << "set\tlang\tmisspelt\tright\twrong\tuntouched\tspoilt\n";
  for (const measure::CorrectionsRow& row : *rows) {
    io.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", command.set, row.lang, row.asked,
                          row.right, row.wrong, row.untouched, row.spoilt);
  }
  return kExitOk;
}

}  // namespace funnel::commands
