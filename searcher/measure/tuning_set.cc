// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/tuning_set.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/base/hash.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/evaluation_input.h"
#include "searcher/measure/tuning_pool.h"

namespace funnel::measure {
namespace {

/// A hash of the measured means: equal ones leave every decision of the search as it is.
std::uint64_t Fingerprint(const std::vector<double>& rows) {
  return base::Fnv1a({reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(double)});
}

}  // namespace

Result<TuningSet> LoadTuningSet(const std::filesystem::path& collection,
                                const std::filesystem::path& base, std::size_t max_per_type,
                                const Report& report) {
  const std::string queries = (collection / "queries.jsonl").string();
  Result<EvaluationInput> input =
      ReadEvaluationInput(queries, (collection / "qrels.tsv").string(), report);
  if (!input) return Fail(input.error());
  TuningPool::Rows rows;
  for (TestQuery& query : SelectQueries(std::move(input->queries), max_per_type).judged) {
    rows[{query.lang, query.type}].push_back(std::move(query));
  }
  if (rows.empty()) {
    return Fail(ErrorCode::kInvalidInput, queries + ": no query has a relevant document");
  }
  Result<TuningPool> pool = TuningPool::Load(base, rows);
  if (!pool) return Fail(pool.error());
  const auto shared = std::make_shared<const TuningPool>(*std::move(pool));
  return TuningSet{collection.filename().string(),
                   [shared](const RankingParameters& ranking) -> Result<SetMeasurement> {
                     SetMeasurement measurement;
                     measurement.rows = shared->Measure(ranking);
                     measurement.fingerprint = Fingerprint(measurement.rows);
                     return measurement;
                   }};
}

}  // namespace funnel::measure
