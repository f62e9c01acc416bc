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

/// What is kept of a source word's translations: as many again would gain nothing, fewer cost 0.5%.
constexpr std::size_t kMostTargets = 5;
constexpr double kLeastProbability = 0.05;

/// How often a line of the glossary is said to the model, beside what it sets by itself.
constexpr int kGlossaryRepeats = 5;

bool HasLetter(std::string_view index_term) {
  return std::any_of(index_term.begin(), index_term.end(),
                     [](char c) { return (c & 0x80) != 0 || (c >= 'a' && c <= 'z'); });
}

using Pair = std::pair<std::string, std::string>;

/// Learns pair after pair.
class Learner {
 public:
  Learner(TranslatedArticles articles, const Glossary& glossary, const LearnCallbacks& callbacks)
      : articles_(std::move(articles)), glossary_(glossary), callbacks_(callbacks) {
    learned_.families = articles_.families;
  }

  /// Stops early when interrupted.
  void Run(std::size_t done, std::size_t total) {
    std::set<std::string> names(glossary_.langs.begin(), glossary_.langs.end());
    for (const auto& [lang, articles] : articles_.languages) names.insert(lang);
    const std::size_t pairs = std::max<std::size_t>(1, names.size() * (names.size() - 1) / 2);
    std::size_t learned = 0;
    for (auto a = names.begin(); a != names.end(); ++a) {
      for (auto b = std::next(a); b != names.end(); ++b) {
        if (callbacks_.interrupted()) return;
        LearnPair(*a, *b);
        callbacks_.progress(done + (total - done) * ++learned / pairs, total, done);
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
    if (callbacks_.interrupted()) return;
    Keep(lang_a, lang_b, Entries(model.ab, model.ba, a.vocabulary, b.vocabulary), families,
         segments);
    Keep(lang_b, lang_a, Entries(model.ba, model.ab, b.vocabulary, a.vocabulary), families,
         segments);
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

  /// The translations worth keeping.
  ///
  /// A word often explains its neighbours, too; what is asked back does not. So each probability is
  /// taken times the root of the one in the other direction, and the sum of a word's stays.
  static std::vector<store::LexiconEntry> Entries(const TranslationTable& forward,
                                                  const TranslationTable& backward,
                                                  const Vocabulary& from, const Vocabulary& to) {
    std::vector<store::LexiconEntry> entries;
    for (std::uint32_t source = 0; source + 1 < forward.begin.size(); ++source) {
      if (!HasLetter(from[source])) continue;
      store::LexiconEntry entry{from[source], {}};
      double one_way = 0;
      double both_ways = 0;
      std::vector<double> agreed;
      for (std::size_t i = forward.begin[source]; i < forward.begin[source + 1]; ++i) {
        const double probability = static_cast<double>(forward.probability[i]);
        agreed.push_back(probability * std::sqrt(backward.Find(forward.target[i], source)));
        one_way += probability;
        both_ways += agreed.back();
      }
      if (both_ways <= 0) continue;
      for (std::size_t i = 0; i < agreed.size(); ++i) {
        const double probability = agreed[i] * one_way / both_ways;
        if (probability < kLeastProbability) continue;
        entry.targets.push_back({to[forward.target[forward.begin[source] + i]], probability});
      }
      std::sort(entry.targets.begin(), entry.targets.end(), [](const auto& x, const auto& y) {
        return x.probability != y.probability ? x.probability > y.probability : x.term < y.term;
      });
      if (entry.targets.size() > kMostTargets) entry.targets.resize(kMostTargets);
      // A word that stays what it is needs no translation.
      const bool stays = entry.targets.size() == 1 && entry.targets[0].term == entry.source;
      if (!entry.targets.empty() && !stays) entries.push_back(std::move(entry));
    }
    return entries;
  }

  void Keep(const std::string& from, const std::string& to,
            std::vector<store::LexiconEntry> entries, std::size_t families, std::size_t segments) {
    std::map<std::string, std::vector<store::Translation>> all;
    for (store::LexiconEntry& entry : entries) {
      all[std::move(entry.source)] = std::move(entry.targets);
    }
    // The authors' word is the last one.
    for (store::LexiconEntry& entry : GlossaryEntries(glossary_, from, to, analyzer_)) {
      all[std::move(entry.source)] = std::move(entry.targets);
    }
    if (all.empty()) return;
    std::vector<store::LexiconEntry> kept;
    for (auto& [source, targets] : all) kept.push_back({source, std::move(targets)});
    learned_.lexicons.push_back({from, to, families, segments, kept.size()});
    files_[{from, to}] = store::EncodeLexicon(from, to, std::move(kept));
  }

  TranslatedArticles articles_;
  const Glossary& glossary_;
  const LearnCallbacks& callbacks_;
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
