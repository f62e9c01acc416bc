// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/evaluation_input.h"

#include <fstream>
#include <optional>
#include <utility>

#include "searcher/measure/qrels.h"
#include "searcher/query/ranking_numbers.h"

namespace funnel::measure {
namespace {

Error CannotOpen(const std::string& name) {
  return {ErrorCode::kNotFound, name + ": cannot be opened; check its name and permissions"};
}

}  // namespace

Result<EvaluationInput> ReadEvaluationInput(const std::string& queries, const std::string& qrels,
                                            const Report& report) {
  EvaluationInput input;
  Qrels judgements;
  if (!qrels.empty()) {
    std::ifstream file(qrels, std::ios::binary);
    if (!file) return Fail(CannotOpen(qrels));
    QrelsFile read = ReadQrels(file, qrels, report);
    judgements = std::move(read.judgements);
    input.errors += read.errors;
  }
  std::ifstream file(queries, std::ios::binary);
  if (!file) return Fail(CannotOpen(queries));
  QueryReader reader(file, queries, report);
  while (std::optional<TestQuery> query = reader.Next()) {
    if (query->relevant.empty()) {
      if (const auto judged = judgements.find(query->id); judged != judgements.end()) {
        query->relevant = judged->second;
      }
    }
    input.queries.push_back(*std::move(query));
  }
  input.errors += reader.errors();
  return input;
}

Result<RankingParameters> ReadRanking(const std::vector<std::string>& assignments) {
  RankingParameters ranking;
  for (const std::string& assignment : assignments) {
    if (Result<void> set = query::SetRankingNumber(assignment, ranking); !set)
      return Fail(set.error());
  }
  return ranking;
}

}  // namespace funnel::measure
