// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/browse.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/query/document_filter.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::search {

Matched ListNewest(const Task& task) {
  constexpr unsigned kDocumentsPerLook = 256;
  const Xapian::Database& database = task.counts.database();
  std::optional<query::DocumentFilter> filter;
  if (task.filter != nullptr) {
    filter.emplace(*task.filter, database, task.base_langs, task.records);
  }
  Matched matched;
  std::vector<query::ScoredDocument> listed;
  unsigned ticks = 0;
  const auto end = database.postlist_end("");
  for (auto at = database.postlist_begin(""); at != end; ++at) {
    if (++ticks % kDocumentsPerLook == 0) task.deadline.Check();
    const Xapian::docid document = *at;
    if (const std::uint8_t fails = filter ? filter->Fails(document) : 0; fails != 0) {
      const bool one = (fails & (fails - 1)) == 0 && fails < query::DocumentFilter::kOther;
      if (one) {
        matched.found.beside[static_cast<std::size_t>(std::countr_zero(fails))].push_back(document);
      }
      continue;
    }
    matched.found.all.push_back(document);
    listed.push_back({document, static_cast<double>(task.records.Columns(document).updated)});
  }
  const auto newer = [](const query::ScoredDocument& a, const query::ScoredDocument& b) {
    return a.score != b.score ? a.score > b.score : a.document > b.document;
  };
  // A family has at most one article of each language.
  const std::size_t depth = std::min(listed.size(), kMaxDepth * task.base_langs.size());
  const auto last = listed.begin() + static_cast<std::ptrdiff_t>(depth);
  std::partial_sort(listed.begin(), last, listed.end(), newer);
  matched.total = listed.size();
  listed.erase(last, listed.end());
  if (task.base_langs.size() > 1) query::KeepOneOfFamily(task.records, listed);
  for (const query::ScoredDocument& one : listed) {
    matched.candidates.push_back({one.document, one.score});
  }
  return matched;
}

}  // namespace funnel::search
