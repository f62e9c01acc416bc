// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_explain.h"

#include "funnel/searcher.h"
#include "indexer/base/random_uuid.h"
#include "searcher/answer/explanation_format.h"
#include "searcher/commands/command_search.h"

namespace funnel::commands {

int RunExplain(const ExplainCommand& command, CommandIo& io) {
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  SearchRequest request = RequestOf(command.query, command.lang, io.in);
  request.snippets = false;
  request.limit = command.limit;
  const Result<Explanation> explanation = searcher->Explain(request, command.articles);
  if (!explanation) return ReportFailure(io, explanation.error());
  if (command.json) {
    io.out << answer::ExplanationToJson(*explanation, base::RandomUuid()) << '\n';
  } else {
    io.out << answer::FormatExplanation(*explanation, io.colour);
  }
  return kExitOk;
}

}  // namespace funnel::commands
