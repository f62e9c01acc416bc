// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/similar_terms.h"

#include <cstdint>
#include <map>

#include "indexer/schema/index_schema.h"

namespace funnel::gate {

std::vector<WeighedTerm> SimilarTerms(std::string_view text, const std::string& lang,
                                      Analyzer& analyzer) {
  const AnalyzedText analyzed = analyzer.AnalyzeDocument(text, lang);
  std::map<std::string, std::uint32_t> counts;
  for (const Term& term : analyzed.terms) {
    const bool main = term.lane == Lane::kStem || term.lane == Lane::kIdentifier ||
                      (term.lane == Lane::kWord && !term.stemmed);
    if (!main || term.stop) continue;
    ++counts[schema::IndexTerm(term.lane, term.text)];
  }
  std::vector<WeighedTerm> terms;
  for (const auto& [term, count] : counts) terms.push_back({term, count});
  return terms;
}

}  // namespace funnel::gate
