// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/lexicon_learner.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "funnel/analyzer.h"
#include "indexer/learn/core_vocabulary.h"
#include "indexer/learn/pair_model.h"
#include "indexer/learn/parallel_text.h"
#include "indexer/learn/word_lexicon.h"
#include "indexer/store/lexicon/lexicon.h"

namespace funnel::learn {
namespace {

/// So many segments tell what there is to learn; more cost time.
constexpr std::size_t kMostSegments = 400'000;

/// A pair of languages is looked at through so many others: more would cost time, and say the same.
constexpr std::size_t kMostPivots = 3;

/// How often a line of the glossary is said to the model, beside what it sets by itself.
constexpr int kGlossaryRepeats = 5;

bool HasLetter(std::string_view index_term) {
  return std::any_of(index_term.begin(), index_term.end(),
                     [](char c) { return (c & 0x80) != 0 || (c >= 'a' && c <= 'z'); });
}

using Pair = std::pair<std::string, std::string>;

/// What was learned of a pair of languages from the articles that have both.
struct Direct {
  WordLexicon words;
  std::size_t families = 0;
  std::size_t segments = 0;
};

/// Learns pair after pair, then what they tell about each other.
class Learner {
 public:
  /// `base_langs`: those of the base's articles.
  Learner(TranslatedArticles articles, const std::vector<std::string>& base_langs,
          const Glossary& glossary, const LearnCallbacks& callbacks)
      : articles_(std::move(articles)),
        base_langs_(base_langs.begin(), base_langs.end()),
        glossary_(glossary),
        callbacks_(callbacks),
        langs_(base_langs_) {
    learned_.families = articles_.families;
    langs_.insert(glossary_.langs.begin(), glossary_.langs.end());
    const std::vector<std::string>& core = CoreVocabulary::Get().languages();
    langs_.insert(core.begin(), core.end());
  }

  /// Stops early when interrupted.
  void Run(std::size_t done, std::size_t total) {
    const std::size_t pairs = std::max<std::size_t>(1, langs_.size() * (langs_.size() - 1) / 2);
    std::size_t learned = 0;
    for (auto a = langs_.begin(); a != langs_.end(); ++a) {
      for (auto b = std::next(a); b != langs_.end(); ++b) {
        if (callbacks_.interrupted()) return;
        if (IsWanted(*a) || IsWanted(*b)) LearnPair(*a, *b);
        callbacks_.progress(done + (total - done) * ++learned / pairs, total, done);
      }
    }
    for (const std::string& from : langs_) {
      for (const std::string& to : langs_) {
        if (callbacks_.interrupted()) return;
        if (from != to && IsWanted(to)) Keep(from, to);
      }
    }
  }

  LearnedLexicons Finish() { return {std::move(learned_), std::move(files_)}; }

 private:
  /// Articles are looked for in this language.
  bool IsWanted(const std::string& lang) const {
    return base_langs_.contains(lang) || glossary_.Find(lang) < glossary_.langs.size();
  }

  void LearnPair(const std::string& lang_a, const std::string& lang_b) {
    LanguageArticles& a = articles_.languages[lang_a];
    LanguageArticles& b = articles_.languages[lang_b];
    ParallelText text;
    std::size_t families = 0;
    for (const auto& [family, words] : a.by_family) {
      const auto other = b.by_family.find(family);
      if (other == b.by_family.end() || text.size() > kMostSegments) continue;
      Align(words, other->second, text);
      ++families;
    }
    const std::size_t segments = text.aligned;
    const auto train = text.size() > 0 ? TrainPair : TrainTerms;
    AddGlossary(lang_a, lang_b, a.vocabulary, b.vocabulary, text);
    AddCore(CoreWordsOf(lang_a), CoreWordsOf(lang_b), text);
    if (text.size() == 0) return;

    const PairModel model = train(text, a.vocabulary, b.vocabulary, callbacks_.interrupted);
    direct_[{lang_a, lang_b}] = {Agree(model.ab, model.ba), families, segments};
    direct_[{lang_b, lang_a}] = {Agree(model.ba, model.ab), families, segments};
  }

  void AddGlossary(const std::string& lang_a, const std::string& lang_b, Vocabulary& vocabulary_a,
                   Vocabulary& vocabulary_b, ParallelText& text) {
    const std::size_t a = glossary_.Find(lang_a);
    const std::size_t b = glossary_.Find(lang_b);
    if (a == glossary_.langs.size() || b == glossary_.langs.size()) return;
    for (const Glossary::Row& row : glossary_.rows) {
      for (const std::string& name_a : row.names[a]) {
        for (const std::string& name_b : row.names[b]) {
          const auto words_a = ReadWords(name_a, lang_a, analyzer_, vocabulary_a);
          const auto words_b = ReadWords(name_b, lang_b, analyzer_, vocabulary_b);
          for (int i = 0; i < kGlossaryRepeats; ++i) {
            text.a.Add(words_a.data(), words_a.data() + words_a.size());
            text.b.Add(words_b.data(), words_b.data() + words_b.size());
          }
        }
      }
    }
  }

  /// By meaning, each name's words.
  using CoreWords = std::vector<std::vector<std::vector<std::uint32_t>>>;

  const CoreWords& CoreWordsOf(const std::string& lang) {
    const auto [at, is_new] = core_words_.try_emplace(lang);
    const std::vector<Names>* meanings = is_new ? CoreVocabulary::Get().Find(lang) : nullptr;
    if (meanings == nullptr) return at->second;
    for (const Names& names : *meanings) {
      at->second.emplace_back();
      for (const std::string_view name : names) {
        at->second.back().push_back(
            ReadWords(name, lang, analyzer_, articles_.languages[lang].vocabulary));
      }
    }
    return at->second;
  }

  /// Each name of a meaning beside each of its names in the other language.
  static void AddCore(const CoreWords& a, const CoreWords& b, ParallelText& text) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      for (const auto& in_a : a[i]) {
        for (const auto& in_b : b[i]) {
          if (in_a.empty() || in_b.empty()) continue;  // function words only
          text.a.Add(in_a.data(), in_a.data() + in_a.size());
          text.b.Add(in_b.data(), in_b.data() + in_b.size());
        }
      }
    }
  }

  /// The ways through other languages, those that were learned from most first.
  std::vector<Pivot> Pivots(const std::string& from, const std::string& to) const {
    std::vector<std::pair<std::size_t, Pivot>> ways;
    for (const std::string& other : base_langs_) {
      const auto into = direct_.find({from, other});
      const auto out_of = direct_.find({other, to});
      if (into == direct_.end() || out_of == direct_.end()) continue;
      // The core vocabulary says the same on every way.
      if (into->second.segments == 0 && out_of->second.segments == 0) continue;
      ways.emplace_back(std::min(into->second.segments, out_of->second.segments),
                        Pivot{&into->second.words, &out_of->second.words});
    }
    std::stable_sort(ways.begin(), ways.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (ways.size() > kMostPivots) ways.resize(kMostPivots);
    std::vector<Pivot> pivots;
    for (const auto& [segments, way] : ways) pivots.push_back(way);
    return pivots;
  }

  static std::map<std::string, std::vector<store::Translation>> Named(const WordLexicon& words,
                                                                      const Vocabulary& from,
                                                                      const Vocabulary& to) {
    std::map<std::string, std::vector<store::Translation>> named;
    for (std::uint32_t source = 0; source < words.size(); ++source) {
      const auto targets = words.Find(source);
      // A word that stays what it is needs no translation.
      const bool stays = targets.size() == 1 && to[targets[0].word] == from[source];
      if (targets.empty() || stays || !HasLetter(from[source])) continue;
      std::vector<store::Translation>& kept = named[from[source]];
      for (const WordLexicon::Target& target : targets) {
        kept.push_back({to[target.word], static_cast<double>(target.probability)});
      }
    }
    return named;
  }

  void Keep(const std::string& from, const std::string& to) {
    static const Direct kNothing;
    const auto found = direct_.find({from, to});
    const Direct& direct = found == direct_.end() ? kNothing : found->second;
    const std::vector<Pivot> pivots = Pivots(from, to);
    auto all = Named(Triangulate(direct.words, pivots), articles_.languages[from].vocabulary,
                     articles_.languages[to].vocabulary);
    // The authors' word is the last one.
    for (store::LexiconEntry& entry : GlossaryEntries(glossary_, from, to, analyzer_)) {
      all[std::move(entry.source)] = std::move(entry.targets);
    }
    if (all.empty()) return;
    std::vector<store::LexiconEntry> kept;
    for (auto& [source, targets] : all) kept.push_back({source, std::move(targets)});
    learned_.lexicons.push_back({from, to, direct.families, direct.segments, kept.size()});
    files_[{from, to}] = store::EncodeLexicon(from, to, std::move(kept));
  }

  TranslatedArticles articles_;
  std::set<std::string> base_langs_;
  const Glossary& glossary_;
  const LearnCallbacks& callbacks_;
  std::set<std::string> langs_;
  std::map<std::string, CoreWords> core_words_;
  std::map<Pair, Direct> direct_;
  Analyzer analyzer_;
  Learned learned_;
  std::map<Pair, std::string> files_;
};

}  // namespace

LearnedLexicons LearnLexicons(TranslatedArticles articles,
                              const std::vector<std::string>& base_langs, const Glossary& glossary,
                              const LearnCallbacks& callbacks) {
  std::size_t read = 0;
  for (const auto& [lang, language] : articles.languages) read += language.by_family.size();
  Learner learner(std::move(articles), base_langs, glossary, callbacks);
  learner.Run(read, 2 * read);
  return learner.Finish();
}

}  // namespace funnel::learn
