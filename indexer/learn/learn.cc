// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/learn.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/learn/core_vocabulary.h"
#include "indexer/learn/lexicon_learner.h"
#include "indexer/learn/public_words.h"
#include "indexer/learn/translated_articles.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/lexicon/sound_list.h"
#include "indexer/store/reader.h"
#include "indexer/text/languages/sound.h"
#include "indexer/text/main_terms.h"

namespace funnel::learn {
namespace fs = std::filesystem;
namespace {

/// Of all articles in memory: 4 bytes each, and about as much again for one pair of languages.
constexpr std::size_t kMostWords = 64'000'000;
static_assert(text::kSoundGroups <= store::kSoundListGroups);

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

/// The languages that a lexicon of the generation's `folder` translates into.
std::set<std::string> LanguagesKnown(const fs::path& folder) {
  std::set<std::string> langs;
  for (const fs::path& path : store::ListLexicons(folder)) {
    if (const auto lexicon = store::Lexicon::Open(path)) langs.insert(lexicon->to());
  }
  return langs;
}

/// Runs `write` with the folder of the generation in force, while nobody publishes.
Result<void> InForce(const fs::path& dir,
                     const std::function<void(const fs::path& folder)>& write) {
  return store::Guard(dir.string(), [&]() -> Result<void> {
    const Result<store::FileDescriptor> lock = store::LockBase(dir);
    if (!lock) return Fail(lock.error());
    const Result<std::string> generation = store::ReadCurrent(dir);
    if (!generation) return Fail(generation.error());
    write(dir / *generation);
    return {};
  });
}

/// The languages of all audiences' articles: what the core vocabulary says is no secret.
Result<std::vector<std::string>> Languages(const fs::path& dir) {
  Result<store::Reader> reader = store::Reader::Open(dir, Audience::kInternal);
  if (!reader) return Fail(reader.error());
  return reader->Languages();
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
  const Result<std::vector<std::string>> langs = Languages(dir);
  if (!langs) return Fail(langs.error());
  LearnedLexicons learned = LearnLexicons(std::move(*articles), *langs, glossary, callbacks);
  const Result<std::vector<std::string>> words = PublicWords(dir, callbacks.interrupted);
  if (!words) return Fail(words.error());
  const std::string sounds = store::EncodeSoundList(Sounded(*words));
  if (callbacks.interrupted()) return std::move(learned.summary);
  auto written = InForce(dir, [&](const fs::path& folder) {
    std::set<fs::path> kept;
    for (const auto& [pair, content] : learned.files) {
      const fs::path path = store::LexiconPath(folder, pair.first, pair.second);
      store::ReplaceFile(path, content);
      kept.insert(path);
    }
    store::ReplaceFile(store::SoundListPath(folder), sounds);
    for (const fs::path& path : store::ListLexicons(folder)) {
      if (!kept.contains(path)) fs::remove(path);
    }
  });
  if (!written) return Fail(written.error());
  return std::move(learned.summary);
}

Result<void> LearnNewLanguages(const fs::path& dir) {
  Result<std::vector<std::string>> langs = Languages(dir);
  if (!langs) return Fail(langs.error());
  const Result<std::string> generation = store::ReadCurrent(dir);
  if (!generation) return Fail(generation.error());
  const std::set<std::string> known = LanguagesKnown(dir / *generation);
  std::erase_if(*langs, [&](const std::string& lang) {
    return known.contains(lang) || CoreVocabulary::Get().Find(lang) == nullptr;
  });
  if (langs->empty()) return {};
  const LearnedLexicons learned =
      LearnLexicons({}, *langs, {}, {[](auto...) {}, [] { return false; }});
  return InForce(dir, [&](const fs::path& folder) {
    // Somebody may have learned more meanwhile.
    const std::set<std::string> known_now = LanguagesKnown(folder);
    for (const auto& [pair, content] : learned.files) {
      if (known_now.contains(pair.second)) continue;
      store::ReplaceFile(store::LexiconPath(folder, pair.first, pair.second), content);
    }
  });
}

}  // namespace funnel::learn
