// SPDX-License-Identifier: GPL-2.0-or-later
#include <sstream>
#include <string>

#include "searcher/measure/qrels.h"
#include "searcher/measure/queries.h"
#include "searcher/measure/trec_run.h"
#include "searcher/query/ranking_numbers.h"
#include "tests/fuzz/fuzz_input.h"

namespace measure = funnel::measure;

// Files of queries and of judgements, numbers of the ranking, fields of runs.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(funnel::fuzz::TextOf(data, size));
  const auto ignore = [](const std::string&) {};
  std::istringstream queries(bytes);
  measure::QueryReader reader(queries, "queries.jsonl", ignore);
  while (const auto query = reader.Next()) {
    funnel::fuzz::Require(!query->id.empty() && query->id.size() <= 255, "a query has its id");
  }
  std::istringstream qrels(bytes);
  funnel::fuzz::Use(measure::ReadQrels(qrels, "qrels.tsv", ignore));
  funnel::RankingParameters ranking;
  funnel::fuzz::Use(funnel::query::SetRankingNumber(bytes, ranking));
  funnel::fuzz::Require(measure::UnescapeField(measure::EscapeField(bytes)) == bytes,
                        "a field comes back as it was");
  return 0;
}
