// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_evaluate_triage.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"
#include "searcher/measure/triage_evaluation.h"

namespace funnel::commands {

int RunEvaluateTriage(const EvaluateTriageCommand& command, CommandIo& io) {
  std::vector<measure::TestQuery> queries;
  if (!command.queries.empty()) {
    Result<measure::EvaluationInput> input =
        measure::ReadEvaluationInput(command.queries, command.qrels, ReportTo(io));
    if (!input) return ReportFailure(io, input.error());
    if (input->errors > 0) return kExitFailed;
    queries = measure::SelectQueries(std::move(input->queries), command.most).judged;
  }
  const Result<measure::TriageEvaluation> result =
      measure::EvaluateTriage(command.kb, command.audience, queries, command.most);
  if (!result) return ReportFailure(io, result.error());
  io.out << "set\tproblems\tproducts\taccuracy1\taccuracy3\tsure\tsure_accuracy\tbrier\tmajority\t"
            "bayes1\tbayes3\n"
         << fmt::format(
                "{}\t{}\t{}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\n",
                command.set, result->problems, result->products, result->accuracy1,
                result->accuracy3, result->sure, result->sure_accuracy, result->brier,
                result->majority, result->bayes1, result->bayes3);
  return kExitOk;
}

}  // namespace funnel::commands
