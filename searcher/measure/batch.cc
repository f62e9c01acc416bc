// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/batch.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace funnel::measure {

Ranker RankWith(Searcher& searcher, const BatchOptions& options) {
  return [&searcher, options](const TestQuery& query) -> Result<std::vector<RankedDocument>> {
    SearchRequest request;
    request.query = query.text;
    request.lang = options.lang.empty() ? query.lang : options.lang;
    // One more where the query's own document will fall out.
    request.limit = std::min(options.depth + (query.self.empty() ? 0 : 1), kMaxDepth);
    request.other_limit = request.limit;
    request.snippets = false;
    request.did_you_mean = false;
    request.deadline = std::chrono::minutes(10);
    Result<SearchResponse> response = searcher.Search(request);
    if (!response) return Fail(response.error());
    std::vector<RankedDocument> ranking;
    for (const Hit* hit : Merged(*response)) {
      if (!query.self.empty() && hit->id == query.self) continue;
      if (ranking.size() < options.depth) {
        ranking.push_back({hit->id, hit->probability, hit->lang});
      }
    }
    return ranking;
  };
}

}  // namespace funnel::measure
