// SPDX-License-Identifier: GPL-2.0-or-later
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "funnel/indexer.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

/// A copy of the base to publish into, and an article of it.
struct Desk {
  testing::TempDir dir;
  Article article = CorpusBase::Get().Get("en", "print-queue-stuck");
  int edits = 0;

  Desk() {
    std::filesystem::copy(CorpusBase::Get().dir(), dir.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
  }

  /// Another version of the article.
  const Article& Edit() {
    article.title = "The print queue is stuck, version " + std::to_string(++edits);
    return article;
  }
};

/// Reading is not part of it: from the article to the disk, readers see it behind it.
void PublishArticle(benchmark::State& state) {
  Desk desk;
  Indexer indexer = Take(Indexer::Open(desk.dir.path()));
  for (auto _ : state) {
    Expect(Take(indexer.Add(desk.Edit())) == Outcome::kUpdated, "the article is stored");
    Expect(indexer.Commit().has_value(), "the publish is committed");
  }
}
BENCHMARK(PublishArticle)->Unit(benchmark::kMillisecond);

/// The same with an article that has not changed.
void PublishUnchanged(benchmark::State& state) {
  Desk desk;
  Indexer indexer = Take(Indexer::Open(desk.dir.path()));
  for (auto _ : state) {
    Expect(Take(indexer.Add(desk.article)) == Outcome::kUnchanged, "the article is known");
  }
}
BENCHMARK(PublishUnchanged);

}  // namespace
}  // namespace funnel::bench
