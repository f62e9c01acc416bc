// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/query_translator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/languages/question_words.h"
#include "indexer/text/languages/sound.h"
#include "indexer/text/main_terms.h"
#include "searcher/translate/near_words.h"
#include "searcher/translate/sound_alike.h"

namespace funnel::translate {
namespace {

/// A query costs no more than so many structured terms, words before pairs.
constexpr std::size_t kMostTranslatedWords = 128;

/// Of a pair of neighbours, so many translations of each are tried.
constexpr std::size_t kMostPairTargets = 2;

/// Words that sound like a word of the query: at most so many, of a similarity (chance gives
/// words of one length about kChance) of at least so much, if the lexicon is not sure of at least
/// so much; not for shorter sounds, nor for more words of a query.
constexpr std::size_t kMostAlike = 4;
constexpr double kLeastAlike = 0.6;
constexpr double kSurelyAlike = 0.8;
constexpr double kChance = 0.5;
constexpr double kLeastOpen = 0.3;
constexpr double kShortestSound = 2;
constexpr std::size_t kMostSoundLookups = 24;

using Translations = std::vector<store::Translation>;

std::vector<query::WeightedAlternative> Alternatives(const Translations& targets) {
  std::vector<query::WeightedAlternative> any;
  for (const store::Translation& target : targets) any.push_back({target.term, target.probability});
  return any;
}

text::Script ScriptOf(std::string_view index_term) {
  const std::string_view text = text::TextOf(index_term);
  std::size_t at = 0;
  return text.empty() ? text::Script::kNone
                      : text::ScriptOf(static_cast<UChar32>(base::NextCharacter(text, at)));
}

/// What two neighbours may be called together, in either order and with function words between:
/// languages differ in both.
std::vector<query::WeightedAlternative> PairAlternatives(const Translations& first,
                                                         const Translations& second) {
  std::vector<query::WeightedAlternative> any;
  const auto add = [&](const std::string& a, const std::string& b, double probability) {
    const std::string pair = std::string(text::TextOf(a)) + ' ' + std::string(text::TextOf(b));
    for (const Lane lane : {Lane::kPair, Lane::kSkipPair}) {
      any.push_back({schema::IndexTerm(lane, pair), probability});
    }
  };
  for (std::size_t i = 0; i < std::min(first.size(), kMostPairTargets); ++i) {
    for (std::size_t j = 0; j < std::min(second.size(), kMostPairTargets); ++j) {
      const double probability = first[i].probability * second[j].probability;
      add(first[i].term, second[j].term, probability);
      add(second[j].term, first[i].term, probability);
    }
  }
  return any;
}

/// Puts the words of one query into one language after the other.
class Translation {
 public:
  Translation(std::vector<text::MainTerm> words, const query::QueryPlan& plan, double self,
              const store::SoundList* sounds, query::LookBudget& budget, TranslatedQuery& query)
      : words_(std::move(words)), self_(self), sounds_(sounds), budget_(budget), query_(query) {
    for (const query::PlannedTerm& term : plan.terms) {
      if (term.lane == Lane::kWord || term.lane == Lane::kStem) {
        own_[{term.begin, term.end}].push_back(term.term);
      }
    }
  }

  void Into(const std::string& to, const store::Lexicon& lexicon) {
    Translations previous;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      budget_.deadline().Check();
      AddTerm(i, to, lexicon);
      Translations targets = lexicon.Find(words_[i].term);
      const bool known = !targets.empty();
      if (known) known_.insert(i);
      AddAlike(i, targets);
      if (!known) {
        for (const store::Translation& guess : GuessByForm(lexicon, words_[i].term, budget_)) {
          AddTarget(guess.term, guess.probability, targets);
        }
      }
      if (targets.empty()) {
        AddSelf(words_[i], 1.0, targets);
      } else {
        AddSelf(words_[i], known ? self_ : 1.0, targets);
        query_.words.push_back(
            {Lane::kWord, words_[i].begin, words_[i].end, to, Alternatives(targets)});
      }
      if (i > 0 && words_[i - 1].end <= words_[i].begin) {
        query_.words.push_back({Lane::kPair, words_[i - 1].begin, words_[i].end, to,
                                PairAlternatives(previous, targets)});
      }
      previous = std::move(targets);
    }
  }

  std::size_t known() const { return known_.size(); }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> Unknown() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!known_.contains(i)) places.emplace_back(words_[i].begin, words_[i].end);
    }
    return places;
  }

 private:
  /// What the base has that sounds like a word, as far as the lexicon leaves the word open: names
  /// and borrowed words, in whatever script.
  void AddAlike(std::size_t i, Translations& targets) {
    double left = 1;
    for (const store::Translation& target : targets) left -= target.probability;
    if (left < kLeastOpen) return;
    for (const SoundAlike& alike : Alike(i)) {
      const double share = (alike.similarity - kChance) / (1 - kChance);
      AddTarget(alike.term, left * share * share, targets);
      // In another script nothing else tells that a name is one.
      if (alike.similarity >= kSurelyAlike && ScriptOf(alike.term) != ScriptOf(words_[i].term)) {
        known_.insert(i);
      }
    }
  }

  /// What sounds like a word, looked up once.
  const std::vector<SoundAlike>& Alike(std::size_t i) {
    static const std::vector<SoundAlike> kNone;
    if (sounds_ == nullptr) return kNone;
    const auto found = alike_.find(i);
    if (found != alike_.end()) return found->second;
    if (alike_.size() >= kMostSoundLookups) return kNone;
    const std::string sound = text::SoundOf(text::TextOf(words_[i].term));
    std::vector<SoundAlike>& alike = alike_[i];
    if (text::SoundLength(sound) >= kShortestSound) {
      alike = FindAlike(*sounds_, sound, kLeastAlike, kMostAlike);
    }
    return alike;
  }

  /// Articles of the other language may hold the word as it is, names mostly: in the form that the
  /// languages of the base give it.
  void AddSelf(const text::MainTerm& word, double probability, Translations& targets) const {
    const auto own = own_.find({word.begin, word.end});
    if (probability <= 0 || own == own_.end()) return;
    const std::size_t translations = targets.size();
    for (const std::string& term : own->second) {
      const bool there =
          std::any_of(targets.begin(), targets.begin() + static_cast<std::ptrdiff_t>(translations),
                      [&](const store::Translation& target) { return target.term == term; });
      if (!there) targets.push_back({term, probability});
    }
  }

  /// The longest term of several words that begins at word `first`, if there is one.
  void AddTerm(std::size_t first, const std::string& to, const store::Lexicon& lexicon) {
    std::vector<std::string_view> parts;
    const std::size_t most = std::min(words_.size(), first + store::kMostSourceWords);
    for (std::size_t i = first; i < most; ++i) parts.push_back(words_[i].term);
    for (; parts.size() > 1; parts.pop_back()) {
      const Translations targets = lexicon.Find(store::SourceKey(parts));
      if (targets.empty()) continue;
      const std::size_t last = first + parts.size() - 1;
      for (std::size_t i = first; i <= last; ++i) known_.insert(i);
      query_.words.push_back(
          {Lane::kWord, words_[first].begin, words_[last].end, to, Alternatives(targets)});
      return;
    }
  }

  std::vector<text::MainTerm> words_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::string>> own_;
  double self_;
  const store::SoundList* sounds_;  ///< May be null.
  query::LookBudget& budget_;
  std::map<std::size_t, std::vector<SoundAlike>> alike_;  ///< By word.
  TranslatedQuery& query_;
  std::set<std::size_t> known_;
};

/// The words that mean something, but for those that only ask.
std::vector<text::MainTerm> AskedFor(const AnalyzedText& query, const std::string& from) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> asking;
  for (const Term& term : query.terms) {
    if (term.lane == Lane::kWord && text::IsQuestionWord(term.text, from)) {
      asking.emplace(term.begin, term.end);
    }
  }
  std::vector<text::MainTerm> words = text::MainTerms(query);
  std::erase_if(words, [&](const text::MainTerm& word) {
    return asking.contains({word.begin, word.end});
  });
  return words;
}

/// The lexicon from `from`, or from a language near to it.
const store::Lexicon* FindLexicon(const LexiconShelf& lexicons, const std::string& from,
                                  const std::string& to) {
  if (const store::Lexicon* lexicon = lexicons.Find(from, to)) return lexicon;
  for (const std::string& near : NearLanguages(from)) {
    if (near == to) continue;
    if (const store::Lexicon* lexicon = lexicons.Find(near, to)) return lexicon;
  }
  return nullptr;
}

void Cap(std::vector<TranslatedWord>& words) {
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.lane == Lane::kPair, a.begin, a.end) <
           std::tuple(b.lane == Lane::kPair, b.begin, b.end);
  });
  if (words.size() > kMostTranslatedWords) words.resize(kMostTranslatedWords);
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
  });
}

}  // namespace

std::vector<std::string> NearLanguages(std::string_view lang) {
  static constexpr std::array<std::array<std::string_view, 3>, 2> kNear = {
      {{"zh-Hant", "zh-Hans", "yue"}, {"ms", "id", ""}}};
  std::vector<std::string> near;
  for (const auto& group : kNear) {
    if (std::find(group.begin(), group.end(), lang) == group.end()) continue;
    for (const std::string_view other : group) {
      if (!other.empty() && other != lang) near.emplace_back(other);
    }
  }
  return near;
}

bool CanTranslate(const std::string& from, const std::vector<std::string>& to,
                  const LexiconShelf& lexicons) {
  return std::any_of(to.begin(), to.end(), [&](const std::string& lang) {
    return lang != from && FindLexicon(lexicons, from, lang) != nullptr;
  });
}

std::string TranslatedQuery::ToString() const {
  std::ostringstream line;
  for (const TranslatedWord& word : words) {
    if (line.tellp() > 0) line << ' ';
    line << '[' << word.begin << ',' << word.end << ')' << word.lang;
    char separator = ':';
    for (const query::WeightedAlternative& alternative : word.any) {
      line << separator << alternative.term << '*' << alternative.probability;
      separator = '|';
    }
  }
  return line.str();
}

TranslatedQuery QueryTranslator::Translate(const query::QueryPlan& plan, const std::string& from,
                                           const std::vector<std::string>& to,
                                           const LexiconShelf& lexicons,
                                           const RankingParameters& ranking,
                                           query::LookBudget& budget) {
  TranslatedQuery query;
  query.from = from;
  std::vector<std::pair<std::string, const store::Lexicon*>> found;
  for (const std::string& lang : to) {
    const store::Lexicon* lexicon = lang == from ? nullptr : FindLexicon(lexicons, from, lang);
    if (lexicon != nullptr) found.emplace_back(lang, lexicon);
  }
  if (found.empty()) return query;
  std::string_view text = plan.text;
  if (text.size() > kMaxQueryBytes) {
    text = text.substr(0, base::PreviousCharacter(text, kMaxQueryBytes));
  }
  Translation translation(AskedFor(analyzer_.AnalyzeQuery(text, {from}), from), plan,
                          ranking.translated_self, lexicons.sounds(), budget, query);
  for (const auto& [lang, lexicon] : found) translation.Into(lang, *lexicon);
  query.known = translation.known();
  query.unknown = translation.Unknown();
  if (query.known == 0) query.words.clear();  // nothing but names
  Cap(query.words);
  return query;
}

}  // namespace funnel::translate
