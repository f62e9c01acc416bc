// SPDX-License-Identifier: GPL-2.0-or-later
// What is shown: a snippet, an article, a page of results.
#include <benchmark/benchmark.h>

#include <string>
#include <unordered_map>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/answer/snippet.h"
#include "server/access/served_base.h"
#include "server/site/article_html.h"
#include "server/site/pages.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

constexpr const char* kAnswer = "print-queue-stuck";

void Snippet(benchmark::State& state, const char* lang) {
  const std::string record = store::EncodeArticle(CorpusBase::Get().Get(lang, kAnswer));
  const store::HitRecord hit = Take(store::DecodeHit(record));
  Analyzer analyzer;
  // The weights of a question that has some words of the middle of the text.
  std::unordered_map<std::string, double> weights;
  const auto middle = static_cast<std::uint32_t>(hit.text.size() / 2);
  for (const Term& term : analyzer.AnalyzeDocument(hit.text, lang).terms) {
    if (term.begin >= middle && term.end <= middle + 60 && !term.stop) {
      weights[schema::IndexTerm(term.lane, term.text)] = 1;
    }
  }
  const answer::LikelyPlace likely(weights);
  for (auto _ : state) {
    bool marked = false;
    for (const SnippetPiece& piece :
         answer::MakeSnippet(hit, weights, likely, {}, analyzer).pieces) {
      marked |= piece.marked;
    }
    Expect(marked, "a snippet marks what the question says");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * hit.text.size()));
}
BENCHMARK_CAPTURE(Snippet, en, "en");
BENCHMARK_CAPTURE(Snippet, th, "th");
BENCHMARK_CAPTURE(Snippet, zh, "zh-Hans");

void RenderArticle(benchmark::State& state) {
  const Article article = CorpusBase::Get().Get("en", kAnswer);
  for (auto _ : state) {
    const site::ArticleHtml page = site::RenderArticle(article);
    Expect(page.html.find("<h2") != std::string::npos, "an article has headings");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * article.body.size()));
}
BENCHMARK(RenderArticle);

site::PageReader Reader() {
  http::WebRequest request;
  request.method = "GET";
  request.path = request.raw_path = "/search";
  return site::ReaderOf(request);
}

void ArticlePage(benchmark::State& state) {
  const Article article = CorpusBase::Get().Get("en", kAnswer);
  const site::ArticleHtml html = site::RenderArticle(article);
  const access::ArticleView view{article, {{"en", kAnswer}}, {}};
  const site::PageReader reader = Reader();
  for (auto _ : state) {
    const http::WebReply page = site::ArticlePage(reader, view, html);
    Expect(page.status == 200 && page.body.find(html.html) != std::string::npos,
           "a page has its article");
  }
}
BENCHMARK(ArticlePage);

void SearchPage(benchmark::State& state) {
  Searcher searcher = Take(Searcher::Open(CorpusBase::Get().dir(), Audience::kPublic));
  SearchRequest request;
  request.query = "printer";
  const SearchResponse response = Take(searcher.Search(request));
  const site::PageReader reader = Reader();
  for (auto _ : state) {
    const http::WebReply page = site::SearchPage(reader, request.query, 0, response);
    Expect(page.status == 200 && page.body.find(response.hits.front().id) != std::string::npos,
           "a page has its hits");
  }
}
BENCHMARK(SearchPage);

}  // namespace
}  // namespace funnel::bench
