// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/learn.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "indexer/learn/pair_model.h"
#include "indexer/learn/parallel_text.h"
#include "indexer/learn/public_words.h"
#include "indexer/learn/translated_articles.h"
#include "indexer/learn/word_lexicon.h"
#include "indexer/store/durable_file.h"
#include "indexer/store/guard.h"
#include "indexer/store/knowledge_base.h"
#include "indexer/store/sound_list.h"
#include "indexer/text/main_terms.h"
#include "indexer/text/sound.h"

namespace funnel {
namespace fs = std::filesystem;
namespace {

/// Of all articles in memory: 4 bytes each, and about as much again for one pair of languages.
constexpr std::size_t kMostWords = 64'000'000;
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
  Learner(TranslatedArticles articles, const Glossary& glossary, const LearnCallbacks& callbacks)
      : articles_(std::move(articles)), glossary_(glossary), callbacks_(callbacks) {
    learned_.families = articles_.families;
    langs_.insert(glossary_.langs.begin(), glossary_.langs.end());
    for (const auto& [lang, articles_of] : articles_.languages) langs_.insert(lang);
  }

  /// Stops early when interrupted.
  void Run(std::size_t done, std::size_t total) {
    const std::size_t pairs = std::max<std::size_t>(1, langs_.size() * (langs_.size() - 1) / 2);
    std::size_t learned = 0;
    for (auto a = langs_.begin(); a != langs_.end(); ++a) {
      for (auto b = std::next(a); b != langs_.end(); ++b) {
        if (callbacks_.interrupted()) return;
        LearnPair(*a, *b);
        callbacks_.progress(done + (total - done) * ++learned / pairs, total, done);
      }
    }
    for (const std::string& from : langs_) {
      for (const std::string& to : langs_) {
        if (callbacks_.interrupted()) return;
        if (from != to) Keep(from, to);
      }
    }
  }

  /// The files, by pair of languages.
  const std::map<Pair, std::string>& files() const { return files_; }
  Learned& learned() { return learned_; }

 private:
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
    AddGlossary(lang_a, lang_b, a.vocabulary, b.vocabulary, text);
    if (text.size() == 0) return;

    const PairModel model = TrainPair(text, a.vocabulary, b.vocabulary, callbacks_.interrupted);
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

  /// The ways through other languages, those that were learned from most first.
  std::vector<Pivot> Pivots(const std::string& from, const std::string& to) const {
    std::vector<std::pair<std::size_t, Pivot>> ways;
    for (const std::string& other : langs_) {
      const auto into = direct_.find({from, other});
      const auto out_of = direct_.find({other, to});
      if (into == direct_.end() || out_of == direct_.end()) continue;
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
  const Glossary& glossary_;
  const LearnCallbacks& callbacks_;
  std::set<std::string> langs_;
  std::map<Pair, Direct> direct_;
  Analyzer analyzer_;
  Learned learned_;
  std::map<Pair, std::string> files_;
};

static_assert(text::kSoundGroups <= store::kSoundGroups);

/// The words that have a sound, with it.
std::vector<store::SoundedWord> Sounded(const std::vector<std::string>& terms) {
  std::vector<store::SoundedWord> words;
  for (const std::string& term : terms) {
    std::string sound = text::SoundOf(text::TextOf(term));
    if (sound.empty()) continue;
    const std::size_t group = text::SoundGroup(sound);
    words.push_back({group, std::move(sound), term});
  }
  return words;
}

/// Puts the files in force and takes away those of languages that are no more.
Result<void> Write(const fs::path& dir, const std::map<Pair, std::string>& files,
                   const std::string& sounds) {
  return store::Guard(dir.string(), [&]() -> Result<void> {
    const Result<store::FileDescriptor> lock = store::LockBase(dir);
    if (!lock) return Fail(lock.error());
    const Result<std::string> generation = store::ReadCurrent(dir);
    if (!generation) return Fail(generation.error());
    const fs::path folder = dir / *generation;
    std::set<fs::path> written;
    for (const auto& [pair, content] : files) {
      const fs::path path = store::LexiconPath(folder, pair.first, pair.second);
      store::ReplaceFile(path, content);
      written.insert(path);
    }
    store::ReplaceFile(store::SoundListPath(folder), sounds);
    for (const fs::path& path : store::ListLexicons(folder)) {
      if (!written.contains(path)) fs::remove(path);
    }
    return {};
  });
}

}  // namespace

Result<Learned> Learn(const fs::path& dir, const Glossary& glossary,
                      const LearnCallbacks& callbacks) {
  // Reading takes about as long as learning.
  Result<TranslatedArticles> articles = ReadTranslatedArticles(
      dir, kMostWords,
      [&](std::size_t done, std::size_t total) { callbacks.progress(done, 2 * total, done); },
      callbacks.interrupted);
  if (!articles) return Fail(articles.error());
  std::size_t read = 0;
  for (const auto& [lang, language] : articles->languages) read += language.by_family.size();
  Learner learner(std::move(*articles), glossary, callbacks);
  learner.Run(read, 2 * read);
  const Result<std::vector<std::string>> words = PublicWords(dir, callbacks.interrupted);
  if (!words) return Fail(words.error());
  const std::string sounds = store::EncodeSoundList(Sounded(*words));
  if (!callbacks.interrupted()) {
    if (auto written = Write(dir, learner.files(), sounds); !written) return Fail(written.error());
  }
  return std::move(learner.learned());
}

}  // namespace funnel
