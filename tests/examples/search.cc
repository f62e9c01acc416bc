// SPDX-License-Identifier: GPL-2.0-or-later
// Searches a knowledge base. Usage: search KB LANGUAGE QUERY
#include <funnel/searcher.h>

#include <iostream>

int main(int, char** argv) {
  auto searcher = funnel::Searcher::Open(argv[1], funnel::Audience::kPublic);
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  funnel::SearchRequest request;
  request.lang = argv[2];
  request.query = argv[3];
  const auto answer = searcher->Search(request);
  if (!answer) return std::cerr << answer.error().message << '\n', 1;
  for (const funnel::Hit& hit : answer->hits) std::cout << hit.lang << '/' << hit.id << '\n';
}
