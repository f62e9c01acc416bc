// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>

#include "funnel/ranking.h"

// The parts of the ranking's BM25.

namespace funnel::query {

/// The same as Xapian's matcher has it (k2 = 0, k3 = 1): similar articles are found by that.
Xapian::BM25Weight Bm25(const RankingParameters& ranking);

/// The idf of Xapian::BM25Weight, of a term that `documents` of `all_documents` have.
double XapianIdf(double documents, double all_documents);

/// What telling documents with a term from all others is worth: BM25's idf, never below 0.
double Idf(double documents, double all_documents);

/// What a term that returns within a document is worth more: (occurrences/documents)^burstiness.
double Burst(double documents, double occurrences, double burstiness);

/// What a term that the query says `count` times is worth more: BM25 with k3 = 1.
double QueryFactor(std::uint32_t count);

}  // namespace funnel::query
