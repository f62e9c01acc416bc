// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/search/version.h"

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

/// What decides between articles of one score.
struct Standing {
  bool named = false;  ///< The question names its version.
  std::uint32_t updated = 0;
  VersionNumbers version;
  std::string name;  ///< Its id, and of one id its language.
};

using Standings = std::vector<std::pair<Standing, rank::Candidate>>;

Result<Standings> StandingsOf(const Xapian::Database& database,
                              const store::ForwardRecords& records, std::string_view question,
                              const std::vector<rank::Candidate>& candidates) {
  Standings standings;
  for (const rank::Candidate& candidate : candidates) {
    const std::string bytes =
        database.get_document(candidate.document, Xapian::DOC_ASSUME_VALID).get_data();
    const Result<Article> article = store::DecodeArticle(bytes);
    if (!article) return Fail(article.error());
    standings.emplace_back(
        Standing{NamesVersion(question, *article), records.Columns(candidate.document).updated,
                 VersionOf(*article), article->id + '\n' + article->lang},
        candidate);
  }
  return standings;
}

/// The named version first, then what was updated last, then the highest version.
bool ComesBefore(const Standing& a, const Standing& b) {
  return std::tie(b.named, b.updated, b.version) < std::tie(a.named, a.updated, a.version);
}

/// Candidates of one score.
Result<void> OrderTied(const Xapian::Database& database, const store::ForwardRecords& records,
                       std::string_view question, std::span<rank::Candidate> candidates) {
  Result<Standings> standings =
      StandingsOf(database, records, question, {candidates.begin(), candidates.end()});
  if (!standings) return Fail(standings.error());
  std::sort(standings->begin(), standings->end(), [](const auto& a, const auto& b) {
    if (ComesBefore(a.first, b.first)) return true;
    return !ComesBefore(b.first, a.first) && a.first.name < b.first.name;
  });
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i] = (*standings)[i].second;
  return {};
}

/// The words of a title without its numbers; empty where there are none.
std::vector<store::WordTag> TitleWithoutNumbers(const store::ForwardRecord& record) {
  std::vector<store::WordTag> words;
  record.TitleWords([&](std::size_t at, bool number, std::string_view) {
    if (!number) words.push_back(record.word(at) & store::kBareBits);
  });
  return words;
}

/// Articles of one title, but for its numbers, that score about the same are one article in several
/// versions: of these the newest comes first, at the place of the best.
Result<void> OrderVersions(const Xapian::Database& database, const store::ForwardRecords& records,
                           std::string_view question, std::vector<rank::Candidate>& candidates) {
  constexpr double kAboutTheSame = 0.95;
  constexpr std::size_t kMost = 130;
  std::map<std::vector<store::WordTag>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < std::min(candidates.size(), kMost); ++i) {
    const store::ForwardRecord record(records.Find(candidates[i].document));
    std::vector<std::size_t>& group = groups[TitleWithoutNumbers(record)];
    if (!group.empty() && candidates[i].score < kAboutTheSame * candidates[group[0]].score)
      continue;
    group.push_back(i);
  }
  for (const auto& [title, group] : groups) {
    if (title.empty() || group.size() < 2) continue;
    std::vector<rank::Candidate> members;
    for (const std::size_t i : group) members.push_back(candidates[i]);
    Result<Standings> standings = StandingsOf(database, records, question, members);
    if (!standings) return Fail(standings.error());
    std::stable_sort(standings->begin(), standings->end(),
                     [](const auto& a, const auto& b) { return ComesBefore(a.first, b.first); });
    for (std::size_t i = 0; i < group.size(); ++i) {
      candidates[group[i]] = {(*standings)[i].second.document, members[i].score, false};
    }
  }
  return {};
}

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string FamilyOf(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(schema::kFamilySlot);
}

Result<void> OrderEqual(const Xapian::Database& database, const store::ForwardRecords& records,
                        std::string_view question, std::vector<rank::Candidate>& candidates) {
  for (auto first = candidates.begin(); first != candidates.end();) {
    const auto last = std::find_if(first, candidates.end(), [&](const rank::Candidate& other) {
      return other.score != first->score;
    });
    if (last - first > 1) {
      Result<void> ordered = OrderTied(database, records, question, std::span(first, last));
      if (!ordered) return ordered;
    }
    first = last;
  }
  // Where a number is asked for, the scores know which.
  if (HasDigit(question)) return {};
  return OrderVersions(database, records, question, candidates);
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
