// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/shared_terms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "indexer/base/ascii.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::search {
namespace {

constexpr std::size_t kMostShared = 10;

/// Bytes of QueryPlan::text.
using Place = std::pair<std::uint32_t, std::uint32_t>;

struct Shared {
  Place place;
  double weight = 0;
  bool code = false;
};

/// Whether `outer` holds all of `inner`, and more.
bool Surrounds(const Place& outer, const Place& inner) {
  return outer != inner && outer.first <= inner.first && inner.second <= outer.second;
}

/// What a leaf is worth where the document has it; 0 where it does not.
double WeightIn(const query::QueryLeaf& leaf, const Xapian::Database& database,
                Xapian::docid document) {
  double weight = 0;
  for (const query::StructuredTerm& term : leaf.any) {
    if (term.weight.idf <= weight) continue;
    const bool has =
        std::any_of(term.any.begin(), term.any.end(), [&](const query::WeightedAlternative& one) {
          return query::WdfOf(database, document, one) > 0;
        });
    if (has) weight = term.weight.idf;
  }
  return weight;
}

}  // namespace

std::vector<SharedTerm> SharedTerms(const query::QueryPlan& plan, const query::BuiltQuery& built,
                                    const Xapian::Database& database, Xapian::docid document) {
  std::map<Place, Shared> places;
  for (const query::QueryLeaf& leaf : built.leaves) {
    // The words of Taiwan for those of the mainland may be longer: they have their place in a text
    // that nobody wrote.
    const bool written = leaf.begin < leaf.end && leaf.end <= plan.text.size();
    if (leaf.stop || !written || !query::SaysWord(leaf.lane)) continue;
    const double weight = WeightIn(leaf, database, document);
    if (weight <= 0) continue;
    Shared& shared = places[{leaf.begin, leaf.end}];
    shared.place = {leaf.begin, leaf.end};
    shared.weight = std::max(shared.weight, weight);
    shared.code = shared.code || leaf.lane == Lane::kIdentifier;
  }
  std::vector<Shared> all;
  for (const auto& [place, shared] : places) all.push_back(shared);
  // Of a code its parts are no news.
  std::erase_if(all, [&](const Shared& part) {
    return std::any_of(places.begin(), places.end(),
                       [&](const auto& whole) { return Surrounds(whole.first, part.place); });
  });
  std::stable_sort(all.begin(), all.end(),
                   [](const Shared& a, const Shared& b) { return a.weight > b.weight; });
  std::vector<SharedTerm> terms;
  for (const Shared& shared : all) {
    const auto& [begin, end] = shared.place;
    SharedTerm term{plan.text.substr(begin, end - begin), shared.code};
    const bool again = std::any_of(terms.begin(), terms.end(), [&](const SharedTerm& one) {
      return base::AsciiLower(one.text) == base::AsciiLower(term.text);
    });
    if (!again) terms.push_back(std::move(term));
    if (terms.size() == kMostShared) break;
  }
  return terms;
}

}  // namespace funnel::search
