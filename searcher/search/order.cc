// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/order.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/query/posting_scorer.h"

namespace funnel::search {
namespace {

/// Whether the query finds an article of the family.
bool FindsFamily(const query::BuiltQuery& query, const std::string& family,
                 const Xapian::Database& database) {
  const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
  return std::any_of(
      database.postlist_begin(term), database.postlist_end(term),
      [&](Xapian::docid document) { return query::Finds(query, database, document); });
}

/// By article id, and of one id by language.
Result<void> OrderByName(const Xapian::Database& database, std::span<rank::Candidate> candidates) {
  std::vector<std::pair<std::string, rank::Candidate>> named;
  for (const rank::Candidate& candidate : candidates) {
    const std::string bytes =
        database.get_document(candidate.document, Xapian::DOC_ASSUME_VALID).get_data();
    Result<store::HitRecord> hit = store::DecodeHit(bytes);
    if (!hit) return Fail(hit.error());
    named.emplace_back(std::string(hit->id) + '\n' + std::string(hit->lang), candidate);
  }
  std::sort(named.begin(), named.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < named.size(); ++i) candidates[i] = named[i].second;
  return {};
}

/// Candidates of one score.
Result<void> OrderTied(const Xapian::Database& database, const store::ForwardRecords& records,
                       std::span<rank::Candidate> candidates) {
  const auto updated = [&](const rank::Candidate& candidate) {
    return records.Columns(candidate.document).updated;
  };
  std::sort(candidates.begin(), candidates.end(),
            [&](const auto& a, const auto& b) { return updated(a) > updated(b); });
  for (auto first = candidates.begin(); first != candidates.end();) {
    const auto last = std::find_if(first, candidates.end(), [&](const rank::Candidate& other) {
      return updated(other) != updated(*first);
    });
    if (last - first > 1) {
      Result<void> ordered = OrderByName(database, std::span(first, last));
      if (!ordered) return ordered;
    }
    first = last;
  }
  return {};
}

}  // namespace

std::string FamilyOf(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(schema::kFamilySlot);
}

Result<void> OrderTies(const Xapian::Database& database, const store::ForwardRecords& records,
                       std::vector<rank::Candidate>& candidates) {
  for (auto first = candidates.begin(); first != candidates.end();) {
    const auto last = std::find_if(first, candidates.end(), [&](const rank::Candidate& other) {
      return other.score != first->score;
    });
    if (last - first > 1) {
      Result<void> ordered = OrderTied(database, records, std::span(first, last));
      if (!ordered) return ordered;
    }
    first = last;
  }
  return {};
}

void PutOnTop(const std::vector<Xapian::docid>& documents, const query::BuiltQuery& query,
              const Xapian::Database& database, Matched& matched) {
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
    if (all_known || !FindsFamily(query, family, database)) ++matched.total;
  }
}

}  // namespace funnel::search
