// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_run.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>

#include "searcher/measure/queries.h"
#include "searcher/measure/trec_run.h"

namespace funnel::commands {

int RunRun(const RunCommand& command, CommandIo& io) {
  std::ifstream file(command.queries, std::ios::binary);
  if (!file) {
    return ReportFailure(io, {ErrorCode::kNotFound,
                              command.queries + ": cannot be opened; name a queries.jsonl file"});
  }
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());

  const measure::Ranker ranker = measure::RankWith(*searcher, command.batch);
  measure::QueryReader reader(file, command.queries, ReportTo(io));
  measure::RunWriter writer(io.out, command.tag);
  bool failed = false;
  while (const std::optional<measure::TestQuery> query = reader.Next()) {
    const auto ranking = ranker(*query);
    if (ranking) {
      writer.Write(query->id, *ranking);
    } else {
      failed = true;
      io.err << fmt::format("{}:{}: error: {}\n", command.queries, query->line,
                            ranking.error().message);
    }
    if (!io.out) return ReportFailure(io, {ErrorCode::kIo, "the run could not be written"});
  }
  return failed || reader.errors() > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel::commands
