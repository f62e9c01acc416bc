// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/order.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::search {
namespace {

/// Whether the query finds an article of the family.
bool Finds(const Xapian::Query& query, const std::string& family,
           const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query,
                                  Xapian::Query(schema::IndexTerm(schema::kFamilyPrefix, family))));
  return !enquire.get_mset(0, 1).empty();
}

}  // namespace

std::string FamilyOf(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(schema::kFamilySlot);
}

Result<void> OrderTies(const Xapian::Database& database, std::vector<rank::Candidate>& candidates) {
  for (std::size_t first = 0; first < candidates.size();) {
    std::size_t last = first + 1;
    while (last < candidates.size() && candidates[last].score == candidates[first].score) ++last;
    if (last - first > 1) {
      std::vector<std::pair<std::string, rank::Candidate>> tied;
      for (std::size_t i = first; i < last; ++i) {
        const std::string bytes =
            database.get_document(candidates[i].document, Xapian::DOC_ASSUME_VALID).get_data();
        Result<store::HitRecord> hit = store::DecodeHit(bytes);
        if (!hit) return Fail(hit.error());
        tied.emplace_back(std::string(hit->id) + '\n' + std::string(hit->lang), candidates[i]);
      }
      std::sort(tied.begin(), tied.end(),
                [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t i = first; i < last; ++i) candidates[i] = tied[i - first].second;
    }
    first = last;
  }
  return {};
}

void PutOnTop(const std::vector<Xapian::docid>& documents, const Xapian::Database& database,
              Matched& matched) {
  std::vector<rank::Candidate>& candidates = matched.candidates;
  const bool all_known = matched.total == candidates.size();
  std::set<std::string> unseen;  // Families.
  std::vector<rank::Candidate> pinned;
  for (const Xapian::docid document : documents) {
    unseen.insert(FamilyOf(database, document));
    pinned.push_back({document, candidates.empty() ? 0 : candidates.front().score, true});
  }
  const std::set<std::string> families = unseen;
  std::erase_if(candidates, [&](const rank::Candidate& candidate) {
    const std::string family = FamilyOf(database, candidate.document);
    unseen.erase(family);
    return families.contains(family);
  });
  candidates.insert(candidates.begin(), pinned.begin(), pinned.end());
  if (matched.total > kMaxDepth) return;  // An estimate is not made better by three.
  for (const std::string& family : unseen) {
    if (all_known || !Finds(matched.query, family, database)) ++matched.total;
  }
}

}  // namespace funnel::search
