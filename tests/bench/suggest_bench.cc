// SPDX-License-Identifier: GPL-2.0-or-later
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "indexer/store/forward/suggest_pool.h"
#include "indexer/store/forward/suggest_table.h"
#include "indexer/text/readings/readings.h"
#include "searcher/suggest/best_entries.h"
#include "searcher/suggest/table_search.h"
#include "searcher/suggest/typed_text.h"
#include "searcher/suggest/typing_errors.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

constexpr std::uint32_t kTitles = 100'000;

/// Titles of five to nine words, some of which are in nearly all of them and most in few.
std::vector<std::string> SomeTitles() {
  std::mt19937 random(1);
  std::vector<std::string> words;
  for (int i = 0; i < 20'000; ++i) {
    std::string word;
    for (int syllables = 1 + static_cast<int>(random() % 4); syllables > 0; --syllables) {
      word += "bcdfghklmnprstw"[random() % 15];
      word += "aeiou"[random() % 5];
      if (random() % 3 == 0) word += "lnrst"[random() % 5];
    }
    words.push_back(word);
  }
  std::vector<std::string> titles;
  for (std::uint32_t i = 0; i < kTitles; ++i) {
    std::string title = "printer";
    for (int left = 4 + static_cast<int>(random() % 5); left > 0; --left) {
      const double share = static_cast<double>(random()) / static_cast<double>(random.max());
      title += ' ' + words[static_cast<std::size_t>(std::pow(20'000.0, share)) - 1];
    }
    titles.push_back(std::move(title));
  }
  return titles;
}

std::string Suggestible(const std::string& title, text::Readings& readings) {
  store::SuggestText text;
  for (const text::Reading& reading : readings.Of(title, "en")) {
    text.ways.push_back({reading.lane, reading.bytes, reading.begins});
  }
  return store::EncodeSuggestible({"en", {text}});
}

/// The table of one segment with all titles.
const std::string& TableBytes() {
  static const std::string bytes = [] {
    store::SuggestPool pool;
    text::Readings readings;
    std::vector<store::SuggestPool::Document> documents;
    for (const std::string& title : SomeTitles()) {
      documents.push_back({pool.Take(Suggestible(title, readings)), 20240101});
    }
    return pool.Encode(documents);
  }();
  return bytes;
}

/// What is typed is looked up among 100,000 titles.
void Suggest(benchmark::State& state, const char* typed, bool found, std::size_t errors) {
  const auto table = store::SuggestTable::Open(TableBytes(), kTitles);
  Expect(table.has_value(), "a table");
  const std::function<bool(std::uint32_t)> in_force = [](std::uint32_t) { return true; };
  for (auto _ : state) {
    const suggest::TypedText text = suggest::TypedReader(typed).In("en");
    suggest::BestEntries best(*table, in_force, 18);
    suggest::FindTyped(*table, text, best);
    if (errors > 0) {
      suggest::ErrorBudget budget{2000};
      suggest::FindMistyped(*table, text, errors, budget, best);
    }
    Expect(best.Found().empty() != found, "the titles that have it");
  }
}
BENCHMARK_CAPTURE(Suggest, all_titles, "p", true, 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Suggest, one_letter, "s", true, 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Suggest, a_word, "printer", true, 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Suggest, words, "s p t", true, 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Suggest, one_error, "prinetr", true, 1)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Suggest, two_errors, "wruinetrx", false, 2)->Unit(benchmark::kMicrosecond);

/// How long a title takes to be made ready, and its share of writing a segment.
void SuggestIndex(benchmark::State& state) {
  const std::vector<std::string> titles = SomeTitles();
  text::Readings readings;
  for (auto _ : state) {
    store::SuggestPool pool;
    std::vector<store::SuggestPool::Document> documents;
    for (const std::string& title : titles) {
      documents.push_back({pool.Take(Suggestible(title, readings)), 20240101});
    }
    Expect(pool.Encode(documents) == TableBytes(), "the same table");
  }
}
BENCHMARK(SuggestIndex)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace funnel::bench
