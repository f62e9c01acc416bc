// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/cross_language.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "funnel/analyzer.h"
#include "indexer/base/add_once.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/main_terms.h"
#include "searcher/query/bm25.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/reader_language.h"
#include "searcher/query/structured_term.h"

namespace funnel::translate {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;
using Langs = std::vector<std::string>;

std::string_view PrefixOf(Lane lane) { return schema::kLanePrefix[static_cast<std::size_t>(lane)]; }

/// Latin letters are typed for English words everywhere.
Langs WithEnglish(Langs langs) {
  base::AddOnce("en", langs);
  return langs;
}

bool IsMain(Lane lane) { return lane == Lane::kWord || lane == Lane::kStem; }

/// Collects what stands for the words of a query in other languages.
class TranslatedQueryBuilder {
 public:
  TranslatedQueryBuilder(query::QueryPlan& plan, const TranslatedQuery& translated,
                         query::TermCounts& counts, const RankingParameters& ranking)
      : plan_(plan),
        unknown_(translated.unknown),
        counts_(counts),
        ranking_(ranking),
        own_terms_(plan.terms.size()) {}

  void AddWord(const std::vector<const TranslatedWord*>& translations) {
    Add(translations, 1.0);
    for (const TranslatedWord* word : translations) AddParts(*word);
  }

  /// Stage 2 of the ranking looks for pairs: the best that stands for one counts.
  void AddPair(const std::vector<const TranslatedWord*>& translations) {
    for (const TranslatedWord* word : translations) {
      for (const query::WeightedAlternative& other : word->any) {
        const Lane lane =
            other.term.starts_with(PrefixOf(Lane::kPair)) ? Lane::kPair : Lane::kSkipPair;
        const double weight = ranking_.lane_weight[static_cast<std::size_t>(lane)];
        plan_.terms.push_back({lane, other.term,
                               weight * ranking_.translated_pair * other.probability, 1,
                               word->begin, word->end, false});
      }
    }
  }

  /// Drops what else the query says in its own language, but for identifiers: function words and
  /// pairs with them are rare where few articles are in that language, and would decide. What stays
  /// are the words that no lexicon knows, at the places `unknown_`, and pairs from one to the
  /// other.
  void DropFunctionWords() {
    for (std::size_t i = 0; i < own_terms_; ++i) {
      query::PlannedTerm& term = plan_.terms[i];
      if (term.lane == Lane::kIdentifier) continue;
      const bool pair = term.lane == Lane::kPair || term.lane == Lane::kSkipPair;
      const bool within = std::any_of(unknown_.begin(), unknown_.end(), [&](const Place& place) {
        return place.first <= term.begin && term.end <= place.second;
      });
      const auto borders = [&](auto&& is_border) {
        return std::any_of(unknown_.begin(), unknown_.end(), is_border);
      };
      const bool between = pair &&
                           borders([&](const Place& place) { return place.first == term.begin; }) &&
                           borders([&](const Place& place) { return place.second == term.end; });
      if (!within && !between) term.weight = 0;
    }
  }

  query::BuiltQuery Build() {
    query::BuiltQuery built = query::BuildQuery(plan_, counts_, ranking_, std::move(leaves_));
    built.translated = true;
    for (const auto& [planned, weight] : noted_) {
      const std::string& term = plan_.terms[planned].term;
      double& known = built.weights[term];
      known = std::max(known, weight);
      built.terms.push_back({planned, term, counts_.Documents(term), counts_.Occurrences(term), 0});
    }
    return built;
  }

 private:
  /// The parts of the likeliest translations: articles may have these inflected, or in a compound.
  void AddParts(const TranslatedWord& word) {
    constexpr double kLeast = 0.15;
    // As there are no words of the same language beside them, they count for more.
    constexpr double kFactor = 1.5;
    const double weight = kFactor * ranking_.lane_weight[static_cast<std::size_t>(Lane::kNgram)];
    for (const query::WeightedAlternative& alternative : word.any) {
      if (alternative.probability < kLeast) continue;
      for (const std::string& part : text::PartsOf(alternative.term)) {
        plan_.terms.push_back(
            {Lane::kNgram, part, weight * alternative.probability, 1, word.begin, word.end, false});
      }
    }
  }

  /// Nothing else of a translated word is searched: what the question says in its own language is
  /// rare in another, and would outweigh all else.
  void Add(const std::vector<const TranslatedWord*>& translations, double factor) {
    const Place place{translations.front()->begin, translations.front()->end};
    std::vector<query::StructuredTerm> any;
    for (const TranslatedWord* word : translations) {
      query::StructuredTerm term = query::MakeStructuredTerm(word->any, counts_, ranking_, factor);
      if (term.empty()) continue;
      for (const query::WeightedAlternative& alternative : word->any) {
        plan_.terms.push_back({word->lane, alternative.term, 0, 1, word->begin, word->end, false});
        Note(plan_.terms.size() - 1, factor * term.idf * alternative.probability);
      }
      any.push_back(std::move(term));
    }
    if (any.empty()) return;
    leaves_.push_back(
        {translations.front()->lane, place.first, place.second, false, std::move(any)});
    for (std::size_t i = 0; i < own_terms_; ++i) {
      query::PlannedTerm& term = plan_.terms[i];
      const bool here = term.begin < place.second && place.first < term.end;
      // A pair may have a word that no lexicon knows: that one is searched as it is.
      const bool pair = term.lane == Lane::kPair || term.lane == Lane::kSkipPair;
      // Of a word that only sounds like others, its parts may stand in the articles, too.
      const bool only_alike =
          std::find(unknown_.begin(), unknown_.end(), place) != unknown_.end() &&
          !IsMain(term.lane);
      const bool replaced = translations.front()->lane == Lane::kPair
                                ? pair && Place{term.begin, term.end} == place
                                : term.lane != Lane::kIdentifier && !only_alike;
      if (here && replaced) term.weight = 0;
    }
  }

  void Note(std::size_t planned, double weight) { noted_.emplace_back(planned, weight); }

  query::QueryPlan& plan_;
  const std::vector<Place>& unknown_;
  double others_;  ///< What a word's translations count beside the word itself.
  bool apart_;     ///< The word itself is weighed by itself, too.
  query::TermCounts& counts_;
  const RankingParameters& ranking_;
  std::size_t own_terms_;
  std::vector<query::QueryLeaf> leaves_;
  std::vector<std::pair<std::size_t, double>> noted_;  ///< Planned terms and their weights.
};

}  // namespace

bool Answers(std::string_view from, std::string_view lang) {
  if (lang == from) return true;
  const Langs near = NearLanguages(from);
  return std::find(near.begin(), near.end(), lang) != near.end();
}

bool CrossLanguage::Reaches(const Langs& from, const Langs& to, const std::string& generation) {
  lexicons_.Refresh(dir_ / generation);
  if (lexicons_.empty() || from.empty()) return false;
  const Langs langs = WithEnglish(from);
  return std::any_of(langs.begin(), langs.end(),
                     [&](const std::string& lang) { return CanTranslate(lang, to, lexicons_); });
}

TranslatedQuery CrossLanguage::Translate(const query::QueryPlan& plan, const Langs& from,
                                         const Langs& to, const std::string& generation,
                                         const RankingParameters& ranking,
                                         query::LookBudget& budget) {
  lexicons_.Refresh(dir_ / generation);
  if (lexicons_.empty() || from.empty()) return {};
  TranslatedQuery best;
  for (const std::string& lang : WithEnglish(from)) {
    budget.deadline().Check();
    if (!CanTranslate(lang, to, lexicons_)) continue;
    TranslatedQuery query = translator_.Translate(plan, lang, to, lexicons_, ranking, budget);
    // Names and borrowed words are in every lexicon.
    if (lang != from.front() && query.known <= query.unknown.size()) continue;
    if (query.known > best.known) best = std::move(query);
  }
  return best;
}

query::Requirement CrossLanguage::TranslateExclusion(std::string_view text, const std::string& from,
                                                     const Langs& to, const std::string& generation,
                                                     const RankingParameters& ranking,
                                                     query::LookBudget& budget) {
  constexpr double kLikely = 0.2;
  query::QueryPlan plan;
  plan.text = text;
  const TranslatedQuery translated = Translate(plan, {from}, to, generation, ranking, budget);
  query::Requirement excluded;
  if (!translated.unknown.empty()) return excluded;
  std::map<Place, std::vector<std::string>> words;
  for (const TranslatedWord& word : translated.words) {
    if (word.lane != Lane::kWord) continue;
    std::vector<std::string>& any = words[{word.begin, word.end}];
    for (const query::WeightedAlternative& alternative : word.any) {
      if (alternative.probability >= kLikely) any.push_back(alternative.term);
    }
  }
  for (auto& [place, any] : words) {
    if (any.empty()) return {};
    excluded.all.push_back(std::move(any));
  }
  return excluded;
}

query::BuiltQuery BuildTranslatedQuery(query::QueryPlan& plan, const TranslatedQuery& translated,
                                       query::TermCounts& counts,
                                       const RankingParameters& ranking) {
  std::map<Place, std::vector<const TranslatedWord*>> words;
  std::map<Place, std::vector<const TranslatedWord*>> pairs;
  for (const TranslatedWord& word : translated.words) {
    (word.lane == Lane::kPair ? pairs : words)[{word.begin, word.end}].push_back(&word);
  }
  TranslatedQueryBuilder builder(plan, translated, counts, ranking);
  for (const auto& [place, translations] : words) builder.AddWord(translations);
  for (const auto& [place, translations] : pairs) builder.AddPair(translations);
  builder.DropFunctionWords();
  return builder.Build();
}

}  // namespace funnel::translate
