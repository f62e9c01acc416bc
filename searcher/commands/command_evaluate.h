// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"
#include "searcher/measure/batch.h"

namespace funnel::commands {

/// How results are printed.
enum class OutputFormat : std::uint8_t { kTable, kTsv, kJson };

/// `funnel-searcher evaluate`.
struct EvaluateCommand {
  std::filesystem::path kb;
  std::string queries;  ///< A queries.jsonl file.
  std::string qrels;    ///< A qrels.tsv file; empty: the queries carry judgements.
  measure::BatchOptions batch;
  std::size_t max_per_type = 0;  ///< 0: all.
  Audience audience = Audience::kPublic;
  OutputFormat format = OutputFormat::kTable;
  std::string set;                   ///< Name in the output's first column.
  std::vector<std::string> ranking;  ///< Numbers of the ranking to try: "name=value".
  std::string per_query;             ///< File for the values of each query, or empty.
};

/// Measures the ranking of judged queries. Bad lines and failing queries are named; the rest is
/// still measured, and the exit code is 1.
int RunEvaluate(const EvaluateCommand& command, CommandIo& io);

}  // namespace funnel::commands
