// SPDX-License-Identifier: GPL-2.0-or-later
#include <benchmark/benchmark.h>

#include "funnel/analyzer.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

/// One article's text in each kind of script.
void AnalyzeDocument(benchmark::State& state, const char* lang) {
  const Article article = CorpusBase::Get().Get(lang, "print-queue-stuck");
  Analyzer analyzer;
  const std::size_t terms = analyzer.AnalyzeDocument(article.text, lang).terms.size();
  for (auto _ : state) {
    const AnalyzedText analyzed = analyzer.AnalyzeDocument(article.text, lang);
    Expect(analyzed.terms.size() == terms && terms > analyzed.word_count, "terms of a document");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * article.text.size()));
}
BENCHMARK_CAPTURE(AnalyzeDocument, en, "en");
BENCHMARK_CAPTURE(AnalyzeDocument, hi, "hi");
BENCHMARK_CAPTURE(AnalyzeDocument, ja, "ja");
BENCHMARK_CAPTURE(AnalyzeDocument, ko, "ko");
BENCHMARK_CAPTURE(AnalyzeDocument, th, "th");
BENCHMARK_CAPTURE(AnalyzeDocument, zh, "zh-Hans");

void DetectLanguage(benchmark::State& state) {
  for (auto _ : state) {
    const std::vector<std::string> langs = DetectLanguages("the printer is offline after sleep");
    Expect(!langs.empty() && langs.front() == "en", "the language of a question");
  }
}
BENCHMARK(DetectLanguage);

}  // namespace
}  // namespace funnel::bench
