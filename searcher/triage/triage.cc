// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/triage.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "indexer/base/add_once.h"

namespace funnel {
namespace {

/// The probability that the product with that share of the votes is right: a logistic regression
/// over eight collections of articles and messages (support, product help, banking, shops; English,
/// Hindi, Korean, Tagalog), each weighed alike. Fitted on seven of them it has a mean Brier score
/// of .106 on the eighth; what the margin, the number of products or the search's own confidence
/// add is worse there.
double ProbabilityOf(double share) { return 1 / (1 + std::exp(2.90 - 7.62 * share)); }

constexpr double kSure = 0.7;

struct Votes {
  double weight = 0;
  std::size_t cases = 0;
};

void Vote(const Hit& hit, std::map<std::string, Votes>& votes) {
  for (const std::string& product : hit.products) {
    Votes& vote = votes[product];
    vote.weight += hit.probability / static_cast<double>(hit.products.size());
    ++vote.cases;
  }
}

bool Has(const Hit& hit, const std::string& product) {
  return std::find(hit.products.begin(), hit.products.end(), product) != hit.products.end();
}

std::vector<TriagedProduct> Ranked(const std::map<std::string, Votes>& votes) {
  double all = 0;
  for (const auto& [product, vote] : votes) all += vote.weight;
  std::vector<TriagedProduct> ranked;
  for (const auto& [product, vote] : votes) {
    ranked.push_back({product, all > 0 ? vote.weight / all : 0, vote.cases});
  }
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const TriagedProduct& a, const TriagedProduct& b) { return a.share > b.share; });
  return ranked;
}

}  // namespace

Result<Triage> TriageCase(Searcher& searcher, const TriageRequest& request) {
  if (request.limit == 0 || request.limit > kMostTriaged) {
    return Fail(ErrorCode::kInvalidInput,
                "the number of products must lie between 1 and " + std::to_string(kMostTriaged));
  }
  SimilarCasesRequest nearest = request.of;
  nearest.limit = kMostSimilarCases;
  Result<SimilarCases> found = FindSimilarCases(searcher, nearest);
  if (!found) return Fail(found.error());
  std::map<std::string, Votes> votes;
  for (const SimilarCase& one : found->cases) {
    Vote(one.hit, votes);
    for (const Hit& copy : one.copies) Vote(copy, votes);
  }
  Triage triage;
  triage.generation = std::move(found->generation);
  triage.incomplete = std::move(found->incomplete);
  triage.products = Ranked(votes);
  if (triage.products.empty()) return triage;
  const TriagedProduct& first = triage.products.front();
  triage.margin = first.share - (triage.products.size() > 1 ? triage.products[1].share : 0);
  triage.confidence = ProbabilityOf(first.share);
  triage.sure = triage.confidence >= kSure;
  for (SimilarCase& one : found->cases) {
    if (triage.evidence.size() == request.of.limit) break;
    if (!Has(one.hit, first.product)) continue;
    for (const SharedTerm& shared : one.hit.shared_terms) {
      if (shared.code) base::AddOnce(shared.text, triage.codes);
    }
    triage.evidence.push_back(std::move(one));
  }
  if (triage.products.size() > request.limit) triage.products.resize(request.limit);
  return triage;
}

}  // namespace funnel
