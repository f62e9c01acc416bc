// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explain/term_scores.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"

namespace funnel::explain {

std::pair<Lane, std::string> SplitTerm(const std::string& index_term) {
  const auto end =
      std::find_if(index_term.begin(), index_term.end(), [](char c) { return c < 'A' || c > 'Z'; });
  const std::string prefix(index_term.begin(), end);
  const auto lane =
      std::find(std::begin(schema::kLanePrefix), std::end(schema::kLanePrefix), prefix);
  if (lane == std::end(schema::kLanePrefix)) return {Lane::kWord, index_term};
  return {static_cast<Lane>(lane - std::begin(schema::kLanePrefix)),
          std::string(end, index_term.end())};
}

double FactorOf(const query::StructuredTerm& term) {
  return term.weight.idf / (term.idf * (term.weight.k1 + 1));
}

TermScorer::TermScorer(const Xapian::Database& database, const RankingParameters& ranking)
    : database_(database), enquire_(database) {
  enquire_.set_weighting_scheme(query::Bm25(ranking));
}

std::optional<double> TermScorer::Weigh(const Xapian::Query& query,
                                        const std::string& unique_term) {
  if (query.empty()) return std::nullopt;
  enquire_.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(unique_term)));
  const Xapian::MSet matches = enquire_.get_mset(0, 1);
  if (matches.empty()) return std::nullopt;
  return matches.begin().get_weight();
}

std::vector<TermScore> TermScorer::Scores(const std::vector<query::QueryLeaf>& leaves,
                                          Xapian::docid document, const std::string& unique_term) {
  std::vector<TermScore> scores;
  for (const query::QueryLeaf& leaf : leaves) {
    const std::optional<double> weight = Weigh(leaf.query, unique_term);
    if (weight && *weight > 0) scores.push_back(Score(leaf, document, *weight));
  }
  std::stable_sort(scores.begin(), scores.end(),
                   [](const TermScore& a, const TermScore& b) { return a.score > b.score; });
  return scores;
}

TermScore TermScorer::Score(const query::QueryLeaf& leaf, Xapian::docid document,
                            double score) const {
  TermScore out;
  out.lane = leaf.lane;
  out.begin = leaf.begin;
  out.end = leaf.end;
  out.score = score;
  const double length = database_.get_doclength(document);
  double best = 0;
  for (const query::StructuredTerm& term : leaf.any) {
    double wdf = 0;
    std::vector<TermMatch> matches;
    for (const query::WeightedAlternative& alternative : term.any) {
      const std::uint32_t times = Wdf(alternative.term, document);
      if (times == 0) continue;
      wdf += alternative.probability * times;
      matches.push_back({SplitTerm(alternative.term).second, times, alternative.probability});
    }
    const double weight = term.weight.Of(wdf, length);
    if (wdf == 0 || weight < best) continue;
    best = weight;
    out.matches = std::move(matches);
    out.weight = FactorOf(term);
    out.idf = term.idf;
    query::TermWeight saturation = term.weight;
    saturation.idf = term.weight.k1 + 1;
    out.saturation = saturation.Of(wdf, length);
  }
  return out;
}

std::uint32_t TermScorer::Wdf(const std::string& term, Xapian::docid document) const {
  auto at = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  if (at == end) return 0;
  at.skip_to(document);
  return at == end || *at != document ? 0 : at.get_wdf();
}

}  // namespace funnel::explain
