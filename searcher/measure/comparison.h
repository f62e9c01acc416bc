// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "searcher/measure/evaluation.h"
#include "searcher/measure/lines.h"

namespace funnel::measure {

/// The outcomes as tab-separated values, one query a line: set, lang, type, query, ndcg10, mrr10,
/// recall5, recall100, first_relevant ("-" for none), top3 (document ids with a space between, "-"
/// for none). Ids are written as EscapeField has it. No times: two equal rankings write equal
/// files.
std::string PerQueryHeader();
std::string FormatPerQuery(const std::vector<QueryOutcome>& outcomes, std::string_view set);

/// nDCG@10 by set, language, type and query, as read from a file of per-query values.
struct PerQueryFile {
  using Group = std::tuple<std::string, std::string, std::string>;
  std::map<Group, std::map<std::string, double>> ndcg10;
  std::size_t errors = 0;
};

/// Reads what FormatPerQuery wrote; files put end to end are read, too. Bad lines are reported.
PerQueryFile ReadPerQuery(std::istream& in, const std::string& name, const Report& report);

/// Two runs compared over the queries that both have.
struct ComparisonRow {
  std::string set;
  std::string lang;
  std::string type;
  std::size_t queries = 0;   ///< Asked in both.
  std::size_t unpaired = 0;  ///< Asked in one only, and left out.
  double before = 0;         ///< Mean nDCG@10 of the first file.
  double after = 0;          ///< Of the second.
  std::size_t better = 0;    ///< Queries that gained.
  std::size_t worse = 0;     ///< Queries that lost.
  double p = 1;              ///< See RandomizationTest.
};

/// A row for each set, language and type that either file has, then one over all ("all").
std::vector<ComparisonRow> Compare(const PerQueryFile& before, const PerQueryFile& after);

/// The two-sided p of Fisher's paired randomization test as Smucker, Allan & Carterette (CIKM 2007)
/// apply it to rankings: how often random signs of the differences give a mean at least as far from
/// zero. `permutations` draws from a generator with a fixed seed; the observed order counts as one
/// of them, so that p is never 0 (Phipson & Smyth 2010). 1 when nothing differs.
double RandomizationTest(const std::vector<double>& differences, std::size_t permutations = 10'000);

}  // namespace funnel::measure
