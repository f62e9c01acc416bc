// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/confidence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/bm25.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::search {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

/// A word of the question, by its place in it.
struct Word {
  std::vector<query::WeightedAlternative> terms;  ///< That it may be.
  double weight = 0;
};

/// The words of a question: those that it says, or of a translated one those at `translated`. What
/// else was searched in their place may stand for them.
std::vector<Word> WordsOf(const query::QueryPlan& plan, query::TermCounts& counts,
                          const std::vector<Place>& translated) {
  std::map<Place, std::pair<Word, Xapian::doccount>> words;
  for (const Place& place : translated) words[place];
  const auto is_word = [](const query::PlannedTerm& term) {
    return query::SaysWord(term.lane) && !term.stop;
  };
  // Beside what was translated, the words of the question's own language say nothing here.
  for (std::size_t i = 0; translated.empty() && i < plan.said; ++i) {
    if (is_word(plan.terms[i])) words[{plan.terms[i].begin, plan.terms[i].end}];
  }
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const query::PlannedTerm& term = plan.terms[i];
    if (!is_word(term)) continue;
    const Xapian::doccount having =
        term.neighbours != nullptr ? term.neighbours->documents() : counts.Documents(term.term);
    if (having == 0) continue;
    const bool said = i < plan.said || !translated.empty();
    for (auto& [place, entry] : words) {
      // A compound stands for both of its words, and its parts for it.
      const bool stands = said ? place == Place{term.begin, term.end}
                               : place.first < term.end && term.begin < place.second;
      if (!stands) continue;
      entry.first.terms.push_back({term.term, 1.0, term.neighbours});
      entry.second = std::max(entry.second, having);
    }
  }
  std::vector<Word> all;
  for (auto& [place, entry] : words) {
    entry.first.weight = query::Idf(entry.second, counts.all_documents());
    all.push_back(std::move(entry.first));
  }
  return all;
}

double Share(double part, double whole) { return whole <= 0 ? 0 : std::min(1.0, part / whole); }

}  // namespace

ConfidenceFeatures FeaturesOf(const query::QueryPlan& plan, const query::BuiltQuery& built,
                              const Matched& matched, query::TermCounts& counts,
                              const std::vector<Place>& translated, double known) {
  ConfidenceFeatures features;
  if (matched.candidates.empty()) return features;
  const rank::Candidate& first = matched.candidates.front();
  std::set<std::string_view> title;
  for (const std::size_t term : matched.first.title_terms) title.insert(built.terms[term].term);

  const std::vector<Word> words = WordsOf(plan, counts, translated);
  double all = 0;
  double in_base = 0;
  double in_article = 0;
  double in_title = 0;
  for (const Word& word : words) {
    all += word.weight;
    if (!word.terms.empty()) in_base += word.weight;
    const auto any = [&](auto&& holds) {
      return std::any_of(word.terms.begin(), word.terms.end(), holds);
    };
    const auto in_first = [&](const query::WeightedAlternative& term) {
      return query::WdfOf(counts.database(), first.document, term) > 0;
    };
    if (any(in_first)) in_article += word.weight;
    const auto in_its_title = [&](const query::WeightedAlternative& term) {
      return title.contains(term.term);
    };
    if (any(in_its_title)) in_title += word.weight;
  }
  features.title = Share(in_title, all);
  features.precision = matched.first.features.title_precision;
  features.passage = matched.first.features.passage * Share(in_base, all);
  features.heading = matched.first.features.heading * Share(in_base, all);
  features.article = Share(in_article, all);
  const double second =
      matched.candidates.size() > 1 ? std::max(0.0, matched.candidates[1].score) : 0;
  // A few words of the question lead to nothing, however far they lead.
  features.lead = first.score <= 0 ? 0 : std::min(1 - Share(second, first.score), features.article);
  const auto count = static_cast<double>(words.size());
  features.length = count / (count + 4);
  features.translated = translated.empty() ? 0 : 1;
  features.doubt = translated.empty() ? 0 : 1 - known;
  return features;
}

std::array<double, 13> ConfidenceValues(const ConfidenceFeatures& f) {
  return {1,
          f.title,
          f.precision,
          f.passage,
          f.heading,
          f.article,
          f.lead,
          f.length,
          f.doubt,
          f.length * f.article,
          f.length * f.passage,
          f.length * f.heading,
          f.length * f.lead};
}

double ConfidenceOf(const ConfidenceFeatures& features, double share) {
  // Logistic regression over test collections of support articles (tools/fit-confidence): five in
  // one base, and four pairs of languages of which one has 30% of the articles. Bases of one
  // language say nothing of which language to choose.
  constexpr std::array<double, 13> kAsked = {-2.44, -0.47, 2.03, 2.09,  0.01, -0.35, 4.61,
                                             -3.07, 0.0,   3.32, -0.64, 0.76, 1.42};
  constexpr std::array<double, 13> kTranslated = {-8.00, 1.35,  1.34, 0.82, 2.20,  1.79, 4.06,
                                                  1.47,  -0.85, 3.47, 1.67, -0.09, 3.37};
  const std::array<double, 13> values = ConfidenceValues(features);
  const auto& weights = features.translated > 0 ? kTranslated : kAsked;
  const double sum = std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
  // Where a language has hardly any articles, an answer is elsewhere.
  constexpr double kFew = 0.1;
  const double prior = std::min(1.0, share / kFew);
  return prior / (prior + std::exp(-sum));
}

}  // namespace funnel::search
