// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/result.h"
#include "searcher/measure/lines.h"
#include "searcher/measure/queries.h"

namespace funnel::measure {

/// Queries with their judgements: their own where they carry some, else those of a qrels file.
struct EvaluationInput {
  std::vector<TestQuery> queries;
  std::size_t errors = 0;  ///< Lines that were reported and skipped.
};

/// Reads the file `queries` and, unless its name is empty, the file `qrels`. Bad lines go to
/// `report` and are skipped. Fails with kNotFound.
Result<EvaluationInput> ReadEvaluationInput(const std::string& queries, const std::string& qrels,
                                            const Report& report);

/// The ranking in force with each "name=value" of `assignments` applied. Fails with kInvalidInput.
Result<RankingParameters> ReadRanking(const std::vector<std::string>& assignments);

}  // namespace funnel::measure
