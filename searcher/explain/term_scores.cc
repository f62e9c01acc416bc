// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explain/term_scores.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "indexer/schema/index_schema.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::explain {
namespace {

TermScore ScoreOf(const query::QueryLeaf& leaf, const Xapian::Database& database,
                  Xapian::docid document) {
  TermScore out;
  out.lane = leaf.lane;
  out.begin = leaf.begin;
  out.end = leaf.end;
  const double length = database.get_doclength(document);
  for (const query::StructuredTerm& term : leaf.any) {
    double wdf = 0;
    std::vector<TermMatch> matches;
    for (const query::WeightedAlternative& alternative : term.any) {
      const std::uint32_t times = query::WdfOf(database, document, alternative);
      if (times == 0) continue;
      wdf += alternative.probability * times;
      matches.push_back({SplitTerm(alternative.term).second, times, alternative.probability});
    }
    const double soft = term.weight.Soft(length);
    const double score = term.weight.At(wdf, soft);
    if (wdf == 0 || score < out.score) continue;
    out.score = score;
    out.matches = std::move(matches);
    out.weight = FactorOf(term);
    out.idf = term.idf;
    query::TermWeight saturation = term.weight;
    saturation.idf = term.weight.k1 + 1;
    out.saturation = saturation.At(wdf, soft);
  }
  return out;
}

}  // namespace

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

std::vector<TermScore> ScoresOf(const std::vector<query::QueryLeaf>& leaves,
                                const Xapian::Database& database, Xapian::docid document) {
  std::vector<TermScore> scores;
  for (const query::QueryLeaf& leaf : leaves) {
    TermScore score = ScoreOf(leaf, database, document);
    for (const std::size_t other : leaf.instead_of) {
      if (score.score <= 0) break;
      const double said = ScoreOf(leaves[other], database, document).score;
      const double left = std::max(0.0, score.score - said);
      score.saturation *= left / score.score;
      score.score = left;
    }
    if (score.score > 0) scores.push_back(std::move(score));
  }
  std::stable_sort(scores.begin(), scores.end(),
                   [](const TermScore& a, const TermScore& b) { return a.score > b.score; });
  return scores;
}

}  // namespace funnel::explain
