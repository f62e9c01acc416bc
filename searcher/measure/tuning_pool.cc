// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/tuning_pool.h"

#include <algorithm>
#include <limits>

#include "funnel/article.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "indexer/store/reader.h"
#include "searcher/measure/metrics.h"
#include "searcher/query/bm25.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::measure {
namespace {

constexpr Xapian::doccount kCandidates = 300;
constexpr std::size_t kDepth = 10;

}  // namespace

Result<TuningPool> TuningPool::Load(const std::filesystem::path& dir, const Rows& rows) {
  Result<store::Reader> reader = store::Reader::Open(dir, Audience::kPublic);
  if (!reader) return Fail(reader.error());
  const std::vector<std::string> languages = reader->Languages();
  const RankingParameters ranking;
  query::QueryPlanner planner;
  return store::Guard(dir.string(), [&]() -> Result<TuningPool> {
    TuningPool pool;
    for (const auto& [name, queries] : rows) {
      std::vector<PooledQuery>& row = pool.rows_.emplace_back();
      for (const TestQuery& query : queries) {
        Result<std::string> lang = CanonicalLanguage(query.lang);
        const query::QueryPlan plan =
            planner.Plan(query.text, lang ? *lang : "", languages, ranking);
        row.push_back(Pool(query, plan, reader->database(), reader->Records({}), ranking));
      }
    }
    return pool;
  });
}

TuningPool::PooledQuery TuningPool::Pool(const TestQuery& query, const query::QueryPlan& plan,
                                         const Xapian::Database& database,
                                         const store::ForwardRecords& records,
                                         const RankingParameters& ranking) {
  query::TermCounts counts(database);
  const query::BuiltQuery built = query::BuildQuery(plan, counts, ranking);
  PooledQuery pooled{{},
                     0,
                     {},
                     IdealDcg(query.relevant, kDepth),
                     rank::Reranker(plan, built.terms, ranking),
                     {},
                     database.get_avlength()};
  std::map<std::pair<Lane, std::pair<std::uint32_t, std::uint32_t>>, std::size_t> groups;
  const double all = database.get_doccount();
  for (const query::SearchedTerm& term : built.terms) {
    const query::PlannedTerm& planned = plan.terms[term.planned];
    PooledTerm& out = pooled.terms.emplace_back();
    out.lane = planned.lane;
    out.query_factor = query::QueryFactor(planned.count);
    out.rarity = query::XapianIdf(term.documents, all);
    out.idf = query::Idf(term.documents, all);
    out.documents = term.documents;
    out.occurrences = term.occurrences;
    out.group = pooled.groups;
    if (query::HasAlternatives(planned.lane)) {
      out.group = groups.try_emplace({planned.lane, {planned.begin, planned.end}}, pooled.groups)
                      .first->second;
    }
    if (out.group == pooled.groups) ++pooled.groups;
  }
  if (built.empty()) return pooled;

  query::PostingScorer scorer;
  std::vector<Xapian::docid> documents;
  for (const query::ScoredDocument& one :
       scorer.Find(built, counts, records, {kCandidates}, query::Deadline()).best) {
    documents.push_back(one.document);
  }
  std::sort(documents.begin(), documents.end());
  const double average = database.get_avlength();
  for (Xapian::docid document : documents) {
    const Xapian::Document stored = database.get_document(document);
    const std::string bytes = stored.get_data();
    const Result<store::HitRecord> hit = store::DecodeHit(bytes);
    if (!hit || hit->id == query.self) continue;
    Candidate& candidate = pooled.candidates.emplace_back();
    candidate.length = database.get_doclength(document) / average;
    if (const auto grade = query.relevant.find(std::string(hit->id));
        grade != query.relevant.end()) {
      candidate.grade = std::max(grade->second, 0);
    }
    candidate.record = pooled.reranker.Look(store::ForwardRecord(records.Find(document)));
    pooled.reranker.Count(candidate.record, pooled.counts);
    for (std::size_t i = 0; i < built.terms.size(); ++i) {
      const Xapian::termcount wdf = query::WdfOf(database, document, built.terms[i].term);
      if (wdf == 0) continue;
      constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
      candidate.postings.push_back(
          {static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(std::min(wdf, kMost))});
    }
  }
  for (Candidate& candidate : pooled.candidates) {
    rank::Reranker::Settle(pooled.counts, candidate.record);
  }
  return pooled;
}

std::vector<double> TuningPool::Measure(const RankingParameters& ranking) const {
  std::vector<double> means;
  for (const std::vector<PooledQuery>& row : rows_) {
    double sum = 0;
    for (const PooledQuery& query : row) sum += MeasureQuery(query, ranking);
    means.push_back(sum / static_cast<double>(row.size()));
  }
  return means;
}

double TuningPool::MeasureQuery(const PooledQuery& query, const RankingParameters& ranking) {
  if (query.ideal <= 0 || query.candidates.empty()) return 0;
  std::vector<double> factor;
  std::vector<double> rerank_weight;
  for (const PooledTerm& term : query.terms) {
    const double lane = ranking.lane_weight[static_cast<std::size_t>(term.lane)];
    const double burst = lane * query::Burst(term.documents, term.occurrences, ranking.burstiness);
    factor.push_back(burst * term.rarity * term.query_factor * (ranking.k1 + 1));
    rerank_weight.push_back(burst * term.idf);
  }
  std::vector<std::pair<double, const Candidate*>> scored;
  std::vector<double> groups;
  for (const Candidate& candidate : query.candidates) {
    groups.assign(query.groups, 0.0);
    const double length = std::max(candidate.length, ranking.min_normlen);
    const double soft = ranking.k1 * (length * ranking.b + 1 - ranking.b);
    for (const Posting& posting : candidate.postings) {
      double& group = groups[query.terms[posting.term].group];
      group = std::max(group, factor[posting.term] * posting.wdf / (posting.wdf + soft));
    }
    double score = 0;
    for (double group : groups) score += group;
    // What holds no term of any weight would not be found.
    if (score > 0) scored.emplace_back(score, &candidate);
  }
  if (scored.empty()) return 0;
  const auto better = [](const auto& a, const auto& b) { return a.first > b.first; };
  std::stable_sort(scored.begin(), scored.end(), better);
  const double best = scored.front().first;
  const std::size_t depth = std::min(scored.size(), ranking.rerank_depth);
  const rank::Reranker::Scale scale(query.reranker, query.counts, rerank_weight, ranking,
                                    query.average_length, best);
  for (std::size_t i = 0; i < depth; ++i) {
    const rank::RecordFeatures features = query.reranker.Features(scored[i].second->record, scale);
    scored[i].first +=
        best * (rank::Reranker::Words(features) + rank::Reranker::Bonus(features, ranking.rerank));
  }
  std::stable_sort(scored.begin(), scored.begin() + static_cast<long>(depth), better);
  std::vector<int> grades;
  for (const auto& [score, candidate] : scored) {
    grades.push_back(candidate->grade);
    if (grades.size() == kDepth) break;
  }
  return Dcg(grades) / query.ideal;
}

}  // namespace funnel::measure
