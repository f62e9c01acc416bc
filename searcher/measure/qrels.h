// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <istream>
#include <string>
#include <unordered_map>

#include "searcher/measure/lines.h"
#include "searcher/measure/metrics.h"

namespace funnel::measure {

/// Relevance judgements: the grades of each judged query, by its id.
using Qrels = std::unordered_map<std::string, Grades>;

/// What a qrels file held.
struct QrelsFile {
  Qrels judgements;
  std::size_t errors = 0;  ///< Lines that were reported and skipped.
};

/// Reads a qrels.tsv file as the BEIR collections have it: a header line, then query id, document
/// id and grade (a whole number) with a tab between. A file without a header is read just so. Bad
/// lines, and a pair judged twice with different grades, are reported and skipped.
QrelsFile ReadQrels(std::istream& in, const std::string& name, const Report& report);

}  // namespace funnel::measure
