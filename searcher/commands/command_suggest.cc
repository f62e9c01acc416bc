// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_suggest.h"

#include <fmt/format.h>

#include <chrono>

#include "funnel/suggest.h"
#include "indexer/base/random_uuid.h"
#include "indexer/base/terminal_text.h"
#include "searcher/answer/suggest_json.h"
#include "searcher/commands/styled_text.h"

namespace funnel::commands {

int RunSuggest(const SuggestCommand& command, CommandIo& io) {
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  SuggestRequest request;
  request.text = fmt::format("{}", fmt::join(command.text, " "));
  request.lang = command.lang;
  request.limit = command.limit;
  const auto begin = std::chrono::steady_clock::now();
  const Result<SuggestResponse> response = searcher->Suggest(request);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  if (!response) return ReportFailure(io, response.error());
  if (command.json) {
    io.out << answer::SuggestionsToJson(request, *response, took.count(), base::RandomUuid())
           << '\n';
    return kExitOk;
  }
  for (const Suggestion& suggestion : response->suggestions) {
    io.out << fmt::format("{}  {}\n", MarkedText(suggestion.pieces, "", io.colour),
                          Styled(kDim,
                                 fmt::format("{} {}", base::ForTerminal(suggestion.lang),
                                             base::ForTerminal(suggestion.id)),
                                 io.colour));
  }
  if (response->suggestions.empty()) io.err << "no suggestions\n";
  return kExitOk;
}

}  // namespace funnel::commands
