// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "funnel/ranking.h"
#include "funnel/result.h"
#include "indexer/store/forward/forward_records.h"
#include "searcher/measure/queries.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/reranker.h"

namespace funnel::measure {

/// The judged queries of one collection with their best 200 candidates of stage 1 under the default
/// ranking, and all that scoring them needs, so that another ranking is measured in milliseconds
/// and without the base. What a ranking would bring up from deeper is not seen: check the numbers
/// that were found with `evaluate`. Const after Load: shareable between threads.
class TuningPool {
 public:
  using Rows = std::map<std::pair<std::string, std::string>, std::vector<TestQuery>>;

  /// Asks the base in `dir` every query of `rows` (by language and type).
  static Result<TuningPool> Load(const std::filesystem::path& dir, const Rows& rows);

  /// nDCG@10 of each row, in the order of `rows`. Every number of the ranking counts but
  /// max_terms_per_lane. The formula is Xapian::BM25Weight's.
  std::vector<double> Measure(const RankingParameters& ranking) const;

 private:
  struct Posting {
    std::uint16_t term = 0;
    std::uint16_t wdf = 0;
  };
  struct Candidate {
    double length = 0;  ///< Relative to the average.
    int grade = 0;
    std::vector<Posting> postings;
    rank::RecordMatch record;
  };
  struct PooledTerm {
    Lane lane = Lane::kWord;
    double query_factor = 1;
    double rarity = 0;  ///< BM25's idf.
    double idf = 0;     ///< As the reranker weighs it.
    Xapian::doccount documents = 0;
    Xapian::termcount occurrences = 0;
    std::size_t group = 0;  ///< Terms of one group are alternatives.
  };
  struct PooledQuery {
    std::vector<PooledTerm> terms;
    std::size_t groups = 0;
    std::vector<Candidate> candidates;  ///< By document: equal scores stay in that order.
    double ideal = 0;                   ///< DCG of the ideal ranking.
    rank::Reranker reranker;
    rank::CandidateCounts counts;
    double average_length = 1;
  };

  static PooledQuery Pool(const TestQuery& query, const query::QueryPlan& plan,
                          const Xapian::Database& database, const store::ForwardRecords& records,
                          const RankingParameters& ranking);
  static double MeasureQuery(const PooledQuery& query, const RankingParameters& ranking);

  std::vector<std::vector<PooledQuery>> rows_;
};

}  // namespace funnel::measure
