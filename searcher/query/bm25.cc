// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/bm25.h"

#include <algorithm>
#include <cmath>

namespace funnel::query {

Xapian::BM25Weight Bm25(const RankingParameters& ranking) {
  return Xapian::BM25Weight(ranking.k1, 0, 1, ranking.b, ranking.min_normlen);
}

double XapianIdf(double documents, double all_documents) {
  double odds = (all_documents - documents + 0.5) / (documents + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

double Idf(double documents, double all_documents) {
  return std::log(1.0 + (all_documents - documents + 0.5) / (documents + 0.5));
}

double Burst(double documents, double occurrences, double burstiness) {
  return std::pow(std::max(1.0, occurrences / documents), burstiness);
}

double QueryFactor(std::uint32_t count) { return 2.0 * count / (1.0 + count); }

}  // namespace funnel::query
