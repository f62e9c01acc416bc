// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/command_evaluate.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "searcher/comparison.h"
#include "searcher/evaluation.h"
#include "searcher/qrels.h"
#include "searcher/queries.h"

namespace funnel {
namespace {

Error CannotOpen(const std::string& name) {
  return {ErrorCode::kNotFound, name + ": cannot be opened; check its name and permissions"};
}

/// The queries with their judgements: their own where they carry some, else those of the file.
struct Input {
  std::vector<TestQuery> queries;
  std::size_t errors = 0;
};

Result<Input> ReadInput(const EvaluateCommand& command, const Report& report) {
  Input input;
  Qrels qrels;
  if (!command.qrels.empty()) {
    std::ifstream file(command.qrels, std::ios::binary);
    if (!file) return Fail(CannotOpen(command.qrels));
    QrelsFile read = ReadQrels(file, command.qrels, report);
    qrels = std::move(read.judgements);
    input.errors += read.errors;
  }
  std::ifstream file(command.queries, std::ios::binary);
  if (!file) return Fail(CannotOpen(command.queries));
  QueryReader reader(file, command.queries, report);
  while (std::optional<TestQuery> query = reader.Next()) {
    if (query->relevant.empty()) {
      if (const auto judged = qrels.find(query->id); judged != qrels.end()) {
        query->relevant = judged->second;
      }
    }
    input.queries.push_back(*std::move(query));
  }
  input.errors += reader.errors();
  return input;
}

Result<void> WritePerQuery(const EvaluateCommand& command, const Evaluation& evaluation) {
  std::ofstream file(command.per_query, std::ios::binary);
  file << PerQueryHeader() << FormatPerQuery(evaluation.outcomes, command.set);
  if (!file.flush()) {
    return Fail(ErrorCode::kIo, command.per_query + ": cannot be written; check folder and space");
  }
  return {};
}

std::string Format(const EvaluateCommand& command, const Evaluation& evaluation) {
  switch (command.format) {
    case OutputFormat::kTsv:
      return FormatTsv(evaluation, command.set);
    case OutputFormat::kJson:
      return FormatJson(evaluation, command.set, command.batch.depth) + "\n";
    case OutputFormat::kTable:
      break;
  }
  return FormatTable(evaluation);
}

}  // namespace

int RunEvaluate(const EvaluateCommand& command, CommandIo& io) {
  Result<Input> input = ReadInput(command, ReportTo(io));
  if (!input) return ReportFailure(io, input.error());
  const Selection selection = SelectQueries(std::move(input->queries), command.max_per_type);
  if (selection.judged.empty()) {
    return ReportFailure(io, {ErrorCode::kInvalidInput,
                              command.queries + ": no query has a relevant document; name their "
                                                "judgements with --qrels"});
  }
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());

  std::size_t failures = 0;
  const auto failed = [&](const TestQuery& query, const Error& error) {
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
  const Evaluation evaluation =
      Evaluate(selection, RankWith(*searcher, command.batch), failed, progress);
  io.out << Format(command, evaluation);
  if (!command.per_query.empty()) {
    const Result<void> written = WritePerQuery(command, evaluation);
    if (!written) return ReportFailure(io, written.error());
  }
  return failures > 0 || input->errors > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel
