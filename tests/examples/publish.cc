// SPDX-License-Identifier: GPL-2.0-or-later
// Publishes an article and finds it. Usage: publish KB FILE QUERY
#include <funnel/indexer.h>
#include <funnel/ingest.h>
#include <funnel/searcher.h>

#include <iostream>

int main(int, char** argv) {
  funnel::Indexer indexer = funnel::Indexer::Open(argv[1]).value();
  indexer.Add(funnel::IngestFile(argv[2]).value().article).value();
  if (!indexer.Commit()) return 1;
  funnel::SearchRequest request;
  request.query = argv[3];
  auto searcher = funnel::Searcher::Open(argv[1], funnel::Audience::kPublic).value();
  const auto answer = searcher.Search(request).value();
  for (const auto& hit : answer.hits) std::cout << hit.title << '\n';
}
