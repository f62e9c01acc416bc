// SPDX-License-Identifier: GPL-2.0-or-later
// A question on its way: planned, matched, reranked; and the whole of it.
#include <benchmark/benchmark.h>
#include <xapian.h>

#include <chrono>
#include <string>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/forward_record.h"
#include "indexer/store/reader.h"
#include "searcher/query/deadline.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/rank/reranker.h"
#include "searcher/search/match.h"
#include "searcher/search/task.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

constexpr const char* kQuestion = "documents are stuck in the print queue";
constexpr const char* kAnswer = "print-queue-stuck";

/// A log of 4 KB with that question in it.
std::string Pasted() {
  std::string text = "Hi all,\n\nour documents are stuck in the print queue since Monday.\n";
  for (int i = 0; text.size() < 4096; ++i) {
    text += "2026-03-04 10:00:01 INFO spooler job " + std::to_string(i) + " waits\n";
    if (i % 7 == 0) text += "2026-03-04 10:00:02 ERROR spooler 0x80070005 access denied\n";
  }
  return text;
}

SearchRequest Question() {
  SearchRequest request;
  request.query = kQuestion;
  request.lang = "en";
  request.limit = 20;
  return request;
}

/// A base open for searching, and the question as it is searched there.
struct Asked {
  store::Reader reader = Take(store::Reader::Open(CorpusBase::Get().dir(), Audience::kInternal));
  std::vector<std::string> langs = reader.Languages();
  RankingParameters ranking;
  query::QueryPlanner planner;
  query::QueryPlan plan = planner.Plan(kQuestion, "en", langs, ranking);

  query::TermCounts counts{reader.database()};
  query::PostingScorer scorer;
  query::BuiltQuery built = query::BuildQuery(plan, counts, ranking);

  SearchRequest request = Question();
  std::string reader_lang = "en";
  std::string generation;
  search::Task task{.request = request,
                    .reader_lang = reader_lang,
                    .base_langs = langs,
                    .generation = generation,
                    .counts = counts,
                    .records = reader.Records({}),
                    .scorer = scorer,
                    .ranking = ranking,
                    .deadline = {}};
};

void PlanQuery(benchmark::State& state, const std::string& text) {
  Asked asked;
  for (auto _ : state) {
    const query::QueryPlan plan = asked.planner.Plan(text, "en", asked.langs, asked.ranking);
    Expect(plan.terms.size() > 5 && plan.langs.front() == "en", "terms of a question");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK_CAPTURE(PlanQuery, question, kQuestion);
BENCHMARK_CAPTURE(PlanQuery, pasted, Pasted());

void BuildQuery(benchmark::State& state) {
  Asked asked;
  for (auto _ : state) {
    query::TermCounts counts(asked.reader.database());
    const query::BuiltQuery built = query::BuildQuery(asked.plan, counts, asked.ranking);
    Expect(!built.empty(), "the question has terms in the base");
  }
}
BENCHMARK(BuildQuery);

void Match(benchmark::State& state) {
  Asked asked;
  for (auto _ : state) {
    const search::Matched matched = Take(search::Match(asked.task, asked.plan, asked.built));
    Expect(matched.candidates.size() >= 5 && matched.total >= 5, "candidates");
  }
}
BENCHMARK(Match);

void Rerank(benchmark::State& state) {
  Asked asked;
  const query::BuiltQuery& built = asked.built;
  std::vector<std::string_view> records;
  for (const query::ScoredDocument& one :
       asked.scorer.Find(built, asked.counts, asked.reader.Records({}), {300}, {}).best) {
    records.push_back(asked.reader.Records({}).Find(one.document));
  }
  const std::vector<double> weights = built.TermWeights();
  for (auto _ : state) {
    const rank::Reranker reranker(asked.plan, built.terms, asked.ranking);
    std::vector<rank::RecordMatch> matches;
    rank::CandidateCounts counts;
    for (const std::string_view record : records) {
      reranker.Count(matches.emplace_back(reranker.Look(store::ForwardRecord(record))), counts);
    }
    const rank::Reranker::Scale scale(reranker, counts, weights, asked.ranking, 300, 10);
    double best = 0;
    for (rank::RecordMatch& match : matches) {
      rank::Reranker::Settle(counts, match);
      best = std::max(best, reranker.Features(match, scale).title_match);
    }
    Expect(best > 0.3, "a title that has the question's words");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * records.size()));
}
BENCHMARK(Rerank);

void Search(benchmark::State& state, const std::string& text) {
  Searcher searcher = Take(Searcher::Open(CorpusBase::Get().dir(), Audience::kPublic));
  SearchRequest request;
  request.query = text;
  request.lang = "en";
  request.deadline = std::chrono::minutes(1);
  for (auto _ : state) {
    const SearchResponse response = Take(searcher.Search(request));
    Expect(!response.hits.empty() && response.hits.front().id == kAnswer, "the answer comes first");
  }
}
BENCHMARK_CAPTURE(Search, question, kQuestion);
BENCHMARK_CAPTURE(Search, pasted, Pasted());

/// The same with a filter, and all that is found counted by all facets.
void SearchCounted(benchmark::State& state) {
  Searcher searcher = Take(Searcher::Open(CorpusBase::Get().dir(), Audience::kPublic));
  SearchRequest request = Question();
  request.filter = Take(ParseFilter("kind = article AND updated >= 2000-01-01"));
  for (std::size_t i = 0; i < kFacetCount; ++i) request.facets.push_back(static_cast<Facet>(i));
  for (auto _ : state) {
    const SearchResponse response = Take(searcher.Search(request));
    Expect(!response.hits.empty() && response.hits.front().id == kAnswer, "the answer comes first");
    Expect(response.facets.size() == kFacetCount && response.facets.front().values.size() == 1,
           "only articles are found");
  }
}
BENCHMARK(SearchCounted);

}  // namespace
}  // namespace funnel::bench
