// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/word_knowledge.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "searcher/query/known_words.h"

namespace funnel::search {

query::TermCounts& WordKnowledge::Counts(const std::string& language) {
  return counts_.try_emplace(language, reader_.Language(language)).first->second;
}

bool WordKnowledge::Has(const std::string& language, const std::string& word) {
  query::TermCounts& counts = Counts(language);
  return counts.Documents(word) > 0 || query::KnownWords(counts).Documents(word) > 0;
}

bool WordKnowledge::HasElsewhere(const std::string& except, const std::string& word) {
  return std::any_of(languages().begin(), languages().end(), [&](const std::string& language) {
    return language != except && Has(language, word);
  });
}

bool WordKnowledge::HasAny(const std::string& language, const std::vector<std::string>& terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [&](const std::string& term) { return Counts(language).Documents(term) > 0; });
}

WordKnowledge::Share WordKnowledge::Of(std::string_view text, const std::string& language,
                                       Analyzer& analyzer) {
  const std::vector<std::string> langs =
      language.empty() ? std::vector<std::string>() : reader_.Languages(language);
  const std::vector<std::string> in = language.empty() ? languages() : std::vector{language};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::string>> places;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> words;
  for (const Term& term : analyzer.AnalyzeQuery(text, langs).terms) {
    const bool says = term.lane == Lane::kWord || term.lane == Lane::kStem;
    if (!says) continue;
    if (term.lane == Lane::kWord) words[{term.begin, term.end}] = term.text;
    places[{term.begin, term.end}].push_back(schema::IndexTerm(term.lane, term.text));
  }
  Share share;
  for (const auto& at : words) {  // clang 14 captures no binding.
    const std::string& word = at.second;
    const std::size_t size = base::CountCharacters(word);
    if (size < 2) continue;
    share.all += size;
    const bool known = std::any_of(in.begin(), in.end(), [&](const std::string& one) {
      return Has(one, word) || HasAny(one, places[at.first]);
    });
    if (known) share.known += size;
  }
  return share;
}

}  // namespace funnel::search
