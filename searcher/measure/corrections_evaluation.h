// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/measure/queries.h"

namespace funnel::measure {

/// What becomes of misspelt questions in one language, and of right ones.
struct CorrectionsRow {
  std::string lang;
  std::size_t asked = 0;      ///< With a mistake,
  std::size_t right = 0;      ///< of which so many are said to be meant as they were before it,
  std::size_t wrong = 0;      ///< and so many otherwise; nothing is said of the rest.
  std::size_t untouched = 0;  ///< Asked as they stand,
  std::size_t spoilt = 0;     ///< of which something else is said to be meant.
};

/// Asks each query as it stands, and with a mistake (WithError) in one of its words of five letters
/// and more, or where its script has no spaces in a run of such letters. Words with digits or signs
/// stay. The same queries give the same mistakes. One row for each language, sorted. Fails as
/// Searcher::Search does, but for queries without anything to search.
Result<std::vector<CorrectionsRow>> EvaluateCorrections(Searcher& searcher,
                                                        const std::vector<TestQuery>& queries);

/// The query with a mistake by its number; empty where it has no word for one.
std::string Misspelt(const std::string& query, std::size_t number);

}  // namespace funnel::measure
