// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_similar.h"

#include <fmt/format.h>

#include <chrono>

#include "funnel/searcher.h"
#include "funnel/triage.h"
#include "indexer/base/random_uuid.h"
#include "indexer/base/terminal_text.h"
#include "searcher/answer/similar_json.h"
#include "searcher/commands/command_search.h"

namespace funnel::commands {
namespace {

/// `request` with the text that the words are.
SimilarCasesRequest WithText(SimilarCasesRequest request, const std::vector<std::string>& words,
                             std::istream& in) {
  SearchRequest asked = RequestOf(words, request.lang, in);
  request.text = std::move(asked.query);
  request.deadline = asked.deadline;
  return request;
}

std::string SharedLine(const std::vector<SharedTerm>& terms) {
  std::string line;
  for (const SharedTerm& term : terms) {
    line += (line.empty() ? "" : ", ") + base::ForTerminal(term.text);
  }
  return line;
}

void PrintCase(const SimilarCase& one, std::size_t rank, bool copies, CommandIo& io) {
  const Hit& hit = one.hit;
  io.out << fmt::format("{:>3}. {}\n     {}  {}{}{}\n", rank,
                        base::ForTerminal(hit.title.empty() ? hit.id : hit.title),
                        base::ForTerminal(hit.id), base::ForTerminal(hit.lang),
                        hit.translated ? " (translated)" : "",
                        hit.updated.empty() ? "" : "  " + base::ForTerminal(hit.updated));
  if (!hit.shared_terms.empty()) {
    io.out << fmt::format("     shares: {}\n", SharedLine(hit.shared_terms));
  }
  if (one.copies.empty()) return;
  io.out << fmt::format("     and {} that say nearly the same\n", one.copies.size());
  if (!copies) return;
  for (const Hit& copy : one.copies) {
    io.out << fmt::format("       {}  {}\n", base::ForTerminal(copy.id),
                          base::ForTerminal(copy.title));
  }
}

void PrintTriage(const Triage& triage, CommandIo& io) {
  if (triage.products.empty()) {
    io.err << "no similar case has a product\n";
    return;
  }
  io.out << fmt::format("{}, confidence {:.2f}, {:.2f} ahead of the next\n",
                        triage.sure ? "sure" : "not sure", triage.confidence, triage.margin);
  for (const TriagedProduct& product : triage.products) {
    io.out << fmt::format("{:>6.1f}%  {}  ({} cases)\n", 100 * product.share,
                          base::ForTerminal(product.product), product.cases);
  }
  if (!triage.codes.empty()) {
    std::string codes;
    for (const std::string& code : triage.codes) codes += ' ' + base::ForTerminal(code);
    io.out << "codes:" << codes << '\n';
  }
  std::size_t rank = 0;
  for (const SimilarCase& one : triage.evidence) PrintCase(one, ++rank, false, io);
}

std::chrono::duration<double, std::milli> Since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::steady_clock::now() - begin;
}

}  // namespace

int RunSimilar(const SimilarCommand& command, CommandIo& io) {
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  const SimilarCasesRequest request = WithText(command.request, command.text, io.in);
  const auto begin = std::chrono::steady_clock::now();
  const Result<SimilarCases> found = FindSimilarCases(*searcher, request);
  if (!found) return ReportFailure(io, found.error());
  io.err << OmissionLine(found->incomplete);
  if (command.json) {
    io.out << answer::SimilarCasesToJson(request, *found, Since(begin).count(), base::RandomUuid())
           << '\n';
    return kExitOk;
  }
  std::size_t rank = 0;
  for (const SimilarCase& one : found->cases) PrintCase(one, ++rank, command.copies, io);
  if (found->cases.empty()) io.err << "no similar cases\n";
  return kExitOk;
}

int RunTriage(const TriageCommand& command, CommandIo& io) {
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  const TriageRequest request{WithText(command.request, command.text, io.in), command.products};
  const auto begin = std::chrono::steady_clock::now();
  const Result<Triage> triage = TriageCase(*searcher, request);
  if (!triage) return ReportFailure(io, triage.error());
  io.err << OmissionLine(triage->incomplete);
  if (command.json) {
    io.out << answer::TriageToJson(*triage, Since(begin).count(), base::RandomUuid()) << '\n';
    return kExitOk;
  }
  PrintTriage(*triage, io);
  return kExitOk;
}

}  // namespace funnel::commands
