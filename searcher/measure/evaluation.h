// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "searcher/measure/batch.h"
#include "searcher/measure/queries.h"

namespace funnel::measure {

/// What came of one judged query.
struct QueryOutcome {
  std::string id;
  std::string lang;
  std::string type;
  double ndcg10 = 0;
  double mrr10 = 0;
  double recall5 = 0;
  double recall100 = 0;
  std::size_t first_relevant = 0;  ///< Rank of the first relevant document, 0 for none.
  std::vector<std::string> top;    ///< The first three documents.
  bool zero_hits = false;
  bool own_first = false;  ///< The first hit is in the language of the query.
  double milliseconds = 0;
};

/// One line of the result: the means of the queries of one language and type.
struct EvaluationRow {
  std::string lang;
  std::string type;
  std::size_t queries = 0;   ///< Judged queries: all means are over these.
  std::size_t unjudged = 0;  ///< Left out: no relevant document is known for them.
  double ndcg10 = 0;
  double mrr10 = 0;
  double recall5 = 0;
  double recall100 = 0;
  double zero_hit_rate = 0;  ///< Share of the queries that found nothing at all.
  double own_first = 0;      ///< Share of the queries whose first hit is in their language.
  double median_ms = 0;
  double p99_ms = 0;
};

/// A whole evaluation.
struct Evaluation {
  std::vector<QueryOutcome> outcomes;  ///< In the order of the file.
  std::vector<EvaluationRow> rows;     ///< By language, then type.
  EvaluationRow overall;               ///< Over all queries; lang and type are "all".
};

/// Parts `queries` (their judgements in `relevant`) into those that can be measured and the rest,
/// and keeps at most `max_per_type` of each language and type (0: all): those whose hashed ids are
/// smallest, so that the same queries are chosen whatever their order and on every machine.
struct Selection {
  std::vector<TestQuery> judged;
  std::vector<TestQuery> unjudged;
};
Selection SelectQueries(std::vector<TestQuery> queries, std::size_t max_per_type);

/// Asks `ranker` every judged query and measures the answers. A query that fails is handed to
/// `failed` and counts as one without hits. `progress`, if given, is called after each query.
Evaluation Evaluate(const Selection& selection, const Ranker& ranker,
                    const std::function<void(const TestQuery&, const Error&)>& failed,
                    const std::function<void(std::size_t done)>& progress = {});

/// The rows as an aligned table for people; empty names read "-".
std::string FormatTable(const Evaluation& evaluation);

/// The rows as tab-separated values with a header line, each beginning with `set`: set, lang, type,
/// queries, unjudged, ndcg10, mrr10, recall5, recall100, zero_hit, median_ms, p99_ms, own_first.
std::string FormatTsv(const Evaluation& evaluation, std::string_view set);

/// The rows as one JSON object: {"set", "depth", "rows": [...], "overall": {...}}.
std::string FormatJson(const Evaluation& evaluation, std::string_view set, std::size_t depth);

}  // namespace funnel::measure
