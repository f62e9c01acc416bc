// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "funnel/explanation.h"
#include "searcher/query/query_builder.h"

namespace funnel::explain {

/// The lane of an index term, and its text without prefix.
std::pair<Lane, std::string> SplitTerm(const std::string& index_term);

/// How much a query weighs a structured term: its TermWeight without idf and k1.
double FactorOf(const query::StructuredTerm& term);

/// Takes the BM25 score of a document apart: the summands that it matches, the greatest first.
std::vector<TermScore> ScoresOf(const std::vector<query::QueryLeaf>& leaves,
                                const Xapian::Database& database, Xapian::docid document);

}  // namespace funnel::explain
