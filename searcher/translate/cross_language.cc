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

/// Where more of the base than this is in other languages, the few articles in the question's own
/// make its words look rarer than they are.
constexpr double kHardlyAny = 0.94;

/// Looks into lexicons for what the words of a question that no lexicon has are like, in all
/// languages together: ten times what a long question needs.
constexpr std::size_t kMostLooks = 200'000;

bool IsMain(Lane lane) { return lane == Lane::kWord || lane == Lane::kStem; }

/// The languages that the query may be written in, the likeliest first.
Langs LanguagesOf(const query::QueryPlan& plan, const std::string& reader_lang) {
  Langs langs;
  if (!reader_lang.empty() && query::CouldBeAskedIn(plan.text, reader_lang))
    langs.push_back(reader_lang);
  for (const std::string& lang : DetectLanguages(plan.text)) base::AddOnce(lang, langs);
  return langs;
}

/// The share of the base's articles that neither answer in `from` nor have a translation that does,
/// from 0 to 1, by kProbes of them.
double ShareElsewhere(const std::string& from, const Xapian::Database& database) {
  constexpr Xapian::docid kProbes = 256;
  const Xapian::docid last = database.get_lastdocid();
  Xapian::docid looked = 0;
  Xapian::docid elsewhere = 0;
  auto at = database.postlist_begin("");
  const auto end = database.postlist_end("");
  const auto lang = [&](Xapian::docid id) {
    return database.get_document(id).get_value(schema::kLangSlot);
  };
  for (Xapian::docid i = 0; i < kProbes && at != end; ++i) {
    // In 64 bits, because a base of many tiers has high numbers.
    at.skip_to(static_cast<Xapian::docid>(1 + std::uint64_t{last} * i / kProbes));
    if (at == end) break;
    const Xapian::docid id = *at++;
    ++looked;
    if (Answers(from, lang(id))) continue;
    const std::string family = schema::IndexTerm(
        schema::kFamilyPrefix, database.get_document(id).get_value(schema::kFamilySlot));
    const bool translated =
        std::any_of(database.postlist_begin(family), database.postlist_end(family),
                    [&](Xapian::docid member) { return Answers(from, lang(member)); });
    if (!translated) ++elsewhere;
  }
  return looked == 0 ? 0 : static_cast<double>(elsewhere) / looked;
}

/// True if the base has an article that answers in the language `from`.
bool HasArticlesFor(const std::string& from, const Xapian::Database& database) {
  Langs own = NearLanguages(from);
  own.push_back(from);
  return std::any_of(own.begin(), own.end(), [&](const std::string& lang) {
    return database.term_exists(schema::IndexTerm(schema::kLangPrefix, lang));
  });
}

/// How much of a query the hits hold.
class Coverage {
 public:
  Coverage(const query::QueryPlan& plan, const Xapian::Database& database) : database_(database) {
    std::map<Place, Word> words;
    for (const query::PlannedTerm& term : plan.terms) {
      if (!IsMain(term.lane) || term.stop) continue;
      Word& word = words[{term.begin, term.end}];
      word.terms.push_back(term.term);
      word.documents = std::max(word.documents, database.get_termfreq(term.term));
    }
    const double all = database.get_doccount();
    for (auto& [place, word] : words) {
      word.weight = query::Idf(word.documents, all);
      weight_ += word.weight;
      words_.push_back(std::move(word));
    }
  }

  /// Whether one of the three best hits of `best` that answer in `from` holds the `share` of the
  /// words, by their idf; a query without words asks for nothing that could be missing.
  bool Reaches(double share, const std::string& from,
               const std::vector<Xapian::docid>& best) const {
    if (weight_ == 0) return true;
    constexpr std::size_t kDeepest = 30;
    std::size_t left = 3;
    for (std::size_t i = 0; i < std::min(best.size(), kDeepest) && left > 0; ++i) {
      const std::string lang = database_.get_document(best[i]).get_value(schema::kLangSlot);
      if (!Answers(from, lang)) continue;
      constexpr double kRounding = 1e-9;
      if (HeldBy(best[i]) >= share * weight_ - kRounding) return true;
      --left;
    }
    return false;
  }

 private:
  struct Word {
    std::vector<std::string> terms;  ///< That it may be.
    Xapian::doccount documents = 0;
    double weight = 0;
  };

  double HeldBy(Xapian::docid document) const {
    double held = 0;
    for (const Word& word : words_) {
      const bool holds =
          std::any_of(word.terms.begin(), word.terms.end(), [&](const std::string& term) {
            auto at = database_.postlist_begin(term);
            if (at == database_.postlist_end(term)) return false;
            at.skip_to(document);
            return at != database_.postlist_end(term) && *at == document;
          });
      if (holds) held += word.weight;
    }
    return held;
  }

  const Xapian::Database& database_;
  std::vector<Word> words_;
  double weight_ = 0;
};

/// Collects what stands for the words of a query in other languages.
class TranslatedQueryBuilder {
 public:
  TranslatedQueryBuilder(query::QueryPlan& plan, const TranslatedQuery& translated,
                         const Xapian::Database& database, const RankingParameters& ranking,
                         std::vector<query::QueryLeaf>* leaves)
      : plan_(plan),
        unknown_(translated.unknown),
        others_(ranking.other_language + (1 - ranking.other_language) * translated.elsewhere),
        apart_(translated.elsewhere < kHardlyAny),
        database_(database),
        ranking_(ranking),
        leaves_(leaves),
        own_terms_(plan.terms.size()) {}

  /// `foreign`: no article is in the language asked in, so that a word of it in an article is a
  /// name, and the lexicon says how likely that is.
  void AddWord(const std::vector<const TranslatedWord*>& translations, bool foreign) {
    Add(translations, 1.0, foreign ? Lanes() : Lanes{Lane::kStem, Lane::kWord});
    for (const TranslatedWord* word : translations) AddParts(*word);
  }

  void AddPair(const std::vector<const TranslatedWord*>& translations, bool foreign) {
    Add(translations, ranking_.translated_pair,
        foreign ? Lanes() : Lanes{Lane::kPair, Lane::kSkipPair});
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
    query::BuiltQuery built = query::BuildQuery(plan_, database_, ranking_, parts_, leaves_);
    built.translated = true;
    for (const auto& [planned, weight] : noted_) {
      const std::string& term = plan_.terms[planned].term;
      double& known = built.weights[term];
      known = std::max(known, weight);
      built.terms.push_back(
          {planned, term, database_.get_termfreq(term), database_.get_collection_freq(term), 0});
    }
    return built;
  }

 private:
  using Lanes = std::vector<Lane>;

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

  /// What the query itself says at this place, in these lanes, is one of the alternatives in each
  /// language: where few articles are in the language asked in, its words are rare, and would else
  /// outweigh all others. For the same reason nothing else of a translated word is searched.
  void Add(const std::vector<const TranslatedWord*>& translations, double factor,
           const Lanes& lanes) {
    const Place place{translations.front()->begin, translations.front()->end};
    std::vector<query::WeightedAlternative> own;
    for (std::size_t i = 0; i < own_terms_; ++i) {
      const query::PlannedTerm& term = plan_.terms[i];
      if (Place{term.begin, term.end} != place) continue;
      if (std::find(lanes.begin(), lanes.end(), term.lane) != lanes.end()) {
        own.push_back({term.term, 1.0});
      }
    }
    std::vector<query::StructuredTerm> any;
    query::StructuredTerm itself = query::MakeStructuredTerm(own, database_, ranking_, factor);
    if (!itself.empty() && apart_) any.push_back(std::move(itself));
    if (!own.empty()) factor *= others_;
    for (const TranslatedWord* word : translations) {
      std::vector<query::WeightedAlternative> alternatives = own;
      for (const query::WeightedAlternative& other : word->any) {
        const bool said = std::any_of(own.begin(), own.end(), [&](const auto& alternative) {
          return alternative.term == other.term;
        });
        if (!said) alternatives.push_back(other);
      }
      query::StructuredTerm term =
          query::MakeStructuredTerm(alternatives, database_, ranking_, factor);
      if (term.empty()) continue;
      for (const query::WeightedAlternative& alternative : alternatives) {
        plan_.terms.push_back({word->lane, alternative.term, 0, 1, word->begin, word->end, false});
        Note(plan_.terms.size() - 1, factor * term.idf * alternative.probability);
      }
      any.push_back(std::move(term));
    }
    if (any.empty()) return;
    if (leaves_ == nullptr) {
      parts_.push_back(query::BestOf(std::move(any)));
    } else {
      parts_.push_back(query::BestOf(any));
      leaves_->push_back(
          {translations.front()->lane, place.first, place.second, parts_.back(), std::move(any)});
    }
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
  const Xapian::Database& database_;
  const RankingParameters& ranking_;
  std::vector<query::QueryLeaf>* leaves_;
  std::size_t own_terms_;
  std::vector<Xapian::Query> parts_;
  std::vector<std::pair<std::size_t, double>> noted_;  ///< Planned terms and their weights.
};

}  // namespace

std::vector<std::string> OwnFamilies(std::string_view from, const std::vector<Xapian::docid>& hits,
                                     const Xapian::Database& database) {
  std::vector<std::string> families;
  for (const Xapian::docid hit : hits) {
    const Xapian::Document document = database.get_document(hit);
    if (Answers(from, document.get_value(schema::kLangSlot))) {
      families.push_back(document.get_value(schema::kFamilySlot));
    }
  }
  return families;
}

bool Answers(std::string_view from, std::string_view lang) {
  if (lang == from) return true;
  const Langs near = NearLanguages(from);
  return std::find(near.begin(), near.end(), lang) != near.end();
}

double CrossLanguage::Elsewhere(const std::string& from, const std::string& generation,
                                const Xapian::Database& database) {
  if (!HasArticlesFor(from, database)) return 1;
  const Seen seen{generation, database.get_doccount(), database.get_lastdocid()};
  if (seen != seen_) elsewhere_.clear();
  seen_ = seen;
  const auto [at, is_new] = elsewhere_.try_emplace(from, 0);
  if (is_new) at->second = ShareElsewhere(from, database);
  return at->second;
}

TranslatedQuery CrossLanguage::Translate(const Found& found, const Xapian::Database& database,
                                         const RankingParameters& ranking,
                                         const query::Deadline& deadline) {
  lexicons_.Refresh(dir_ / found.generation);
  if (lexicons_.empty()) return {};
  Langs langs = LanguagesOf(found.plan, found.reader_lang);
  const std::size_t likely = langs.size();
  // Latin letters are typed for English words everywhere.
  base::AddOnce("en", langs);
  const std::string likeliest = langs.front();
  if (std::none_of(langs.begin(), langs.end(), [&](const std::string& from) {
        return CanTranslate(from, found.base_langs, lexicons_);
      })) {
    return {};
  }
  const Coverage coverage(found.plan, database);
  const auto answered = [&](const std::string& from) {
    const double elsewhere = Elsewhere(from, found.generation, database);
    const double least = ranking.translate_below;
    return coverage.Reaches(least + (1 - least) * std::min(1.0, 2 * elsewhere), from, found.best);
  };
  if (std::any_of(langs.begin(), langs.begin() + static_cast<std::ptrdiff_t>(likely), answered)) {
    return {};
  }
  query::LookBudget budget(kMostLooks, deadline);
  TranslatedQuery best;
  for (const std::string& from : langs) {
    deadline.Check();
    TranslatedQuery query =
        translator_.Translate(found.plan, from, found.base_langs, lexicons_, ranking, budget);
    // Names and borrowed words are in every lexicon.
    if (from != likeliest && query.known <= query.unknown.size()) continue;
    if (query.known > best.known) best = std::move(query);
  }
  if (best.empty() || answered(best.from)) return {};
  best.elsewhere = Elsewhere(best.from, found.generation, database);
  return best;
}

query::BuiltQuery BuildTranslatedQuery(query::QueryPlan& plan, const TranslatedQuery& translated,
                                       const Xapian::Database& database,
                                       const RankingParameters& ranking,
                                       std::vector<query::QueryLeaf>* leaves) {
  std::map<Place, std::vector<const TranslatedWord*>> words;
  std::map<Place, std::vector<const TranslatedWord*>> pairs;
  for (const TranslatedWord& word : translated.words) {
    (word.lane == Lane::kPair ? pairs : words)[{word.begin, word.end}].push_back(&word);
  }
  const bool foreign = !HasArticlesFor(translated.from, database);
  TranslatedQueryBuilder builder(plan, translated, database, ranking, leaves);
  for (const auto& [place, translations] : words) builder.AddWord(translations, foreign);
  for (const auto& [place, translations] : pairs) builder.AddPair(translations, foreign);
  builder.DropFunctionWords();
  return builder.Build();
}

}  // namespace funnel::translate
