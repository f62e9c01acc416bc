// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/facets.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "indexer/store/forward/facet_counts.h"

namespace funnel::search {
namespace {

CountedFacet Listed(Facet facet, std::vector<store::FacetCounts::Count> counts) {
  CountedFacet counted{facet, {}, counts.size()};
  counts.resize(std::min(counts.size(), kMaxFacetValues));
  for (store::FacetCounts::Count& count : counts) {
    counted.values.push_back({std::move(count.written), count.families});
  }
  return counted;
}

}  // namespace

FoundCounts CountFound(const Request& question, const Findings& answers) {
  assert(question.Counts());
  const std::vector<const Asked*> main = answers.Main();
  store::FacetCounts found;
  for (const Asked* one : main) found.Add(*one->records, one->matched.found.all);
  FoundCounts result;
  result.families = found.families();
  // Those that no part of the filter is about alone are counted together.
  std::vector<Facet> plain;
  for (const Facet facet : question.request.facets) {
    if (question.filter == nullptr || !question.filter->Limits(facet)) plain.push_back(facet);
  }
  std::vector<std::vector<store::FacetCounts::Count>> counts = found.Of(plain);
  for (const Facet facet : question.request.facets) {
    const auto at = std::find(plain.begin(), plain.end(), facet);
    if (at != plain.end()) {
      const auto index = static_cast<std::size_t>(at - plain.begin());
      result.facets.push_back(Listed(facet, counts[index]));
      continue;
    }
    store::FacetCounts wider;
    for (const Asked* one : main) wider.Add(*one->records, one->matched.found.all);
    if (facet == Facet::kLanguage) {
      for (const Asked& one : answers.any_language) {
        wider.Add(*one.records, one.matched.found.all);
      }
    }
    for (std::size_t i = 0; i < answers.asked.size(); ++i) {
      const Asked& one = answers.asked[i];
      const bool is_main = std::find(main.begin(), main.end(), &one) != main.end();
      if (i >= answers.own && !is_main) continue;
      wider.Add(*one.records, one.matched.found.beside[static_cast<std::size_t>(facet)]);
    }
    result.facets.push_back(Listed(facet, wider.Of({facet}).front()));
  }
  return result;
}

}  // namespace funnel::search
