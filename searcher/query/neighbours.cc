// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/neighbours.h"

#include <algorithm>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/query/sought_word.h"

namespace funnel::query {
namespace {

constexpr std::string_view kPairPrefix = schema::kLanePrefix[static_cast<std::size_t>(Lane::kPair)];

/// Two words, as records have them.
class Pair {
 public:
  Pair(std::string_view first, std::string_view second)
      : first_(Sought(schema::TermText(first)).tag),
        second_(Sought(schema::TermText(second)).tag) {}

  Xapian::termcount WdfIn(const store::ForwardRecord& record) const {
    Xapian::termcount wdf = 0;
    for (std::size_t i = 0; i + 1 < record.word_count(); ++i) {
      const store::WordTag word = record.word(i);
      if (((word ^ first_) & store::kMainBits) != 0) continue;
      const store::WordTag next = record.word(i + 1);
      if (((next ^ second_) & store::kMainBits) != 0 || (next & store::kBreakFlag) != 0) continue;
      const bool heading = (word & next & store::kHeadingFlag) != 0;
      wdf += schema::WdfAt(i + 1 < record.title_size(), heading);
    }
    return wdf;
  }

 private:
  store::WordTag first_;
  store::WordTag second_;
};

/// The documents that have two words, in order.
class BothWords {
 public:
  BothWords(const std::string& first, const std::string& second, TermCounts& counts) {
    const Xapian::Database& database = counts.database();
    const bool rarer_first = counts.Documents(first) <= counts.Documents(second);
    const std::string& rarer = rarer_first ? first : second;
    const std::string& other = rarer_first ? second : first;
    rarer_ = database.postlist_begin(rarer);
    rarer_end_ = database.postlist_end(rarer);
    other_ = database.postlist_begin(other);
    other_end_ = database.postlist_end(other);
  }

  /// The next from a document on, which is not before the last one; 0 if there is none.
  Xapian::docid NextFrom(Xapian::docid document) {
    while (rarer_ != rarer_end_ && other_ != other_end_) {
      rarer_.skip_to(document);
      if (rarer_ == rarer_end_) break;
      document = *rarer_;
      other_.skip_to(document);
      if (other_ == other_end_) break;
      if (*other_ == document) return document;
      document = *other_;
    }
    return 0;
  }

 private:
  Xapian::PostingIterator rarer_, rarer_end_, other_, other_end_;
};

}  // namespace

Neighbours::Neighbours(std::vector<Posting> postings) : postings_(std::move(postings)) {
  for (const Posting& posting : postings_) occurrences_ += posting.wdf;
}

Xapian::termcount Neighbours::WdfOf(Xapian::docid document) const {
  const auto at = std::lower_bound(
      postings_.begin(), postings_.end(), document,
      [](const Posting& posting, Xapian::docid sought) { return posting.document < sought; });
  return at == postings_.end() || at->document != document ? 0 : at->wdf;
}

std::string NeighboursTerm(std::string_view first, std::string_view second) {
  return std::string(kPairPrefix)
      .append(schema::TermText(first))
      .append(1, ' ')
      .append(schema::TermText(second));
}

std::pair<std::string_view, std::string_view> NeighboursOfTerm(std::string_view term) {
  if (!term.starts_with(kPairPrefix)) return {};
  term.remove_prefix(kPairPrefix.size());
  const std::size_t space = std::min(term.find(' '), term.size());
  return {term.substr(0, space), term.substr(std::min(space + 1, term.size()))};
}

SharedNeighbours FindNeighbours(const std::string& first, const std::string& second,
                                TermCounts& counts, const store::ForwardRecords& records,
                                LookBudget& budget) {
  // One of so many articles with both words has them side by side, or what does is chance.
  constexpr Xapian::doccount kSample = 24;
  const Pair pair(first, second);
  const auto wdf_in = [&](Xapian::docid document) {
    return pair.WdfIn(store::ForwardRecord(records.Find(document)));
  };
  const Xapian::doccount rarer = std::min(counts.Documents(first), counts.Documents(second));
  if (rarer > 4 * kSample) {
    const Xapian::docid last = counts.database().get_lastdocid();
    BothWords both(first, second, counts);
    bool any = false;
    for (Xapian::doccount i = 0; i < kSample && !any; ++i) {
      const auto from = 1 + static_cast<Xapian::docid>(std::uint64_t{last} * i / kSample);
      const Xapian::docid document = both.NextFrom(from);
      if (document == 0 || !budget.Take()) break;
      any = wdf_in(document) > 0;
    }
    if (!any) return nullptr;
  }
  std::vector<Neighbours::Posting> found;
  BothWords both(first, second, counts);
  for (Xapian::docid document = both.NextFrom(1); document != 0 && budget.Take();
       document = both.NextFrom(document + 1)) {
    if (const Xapian::termcount wdf = wdf_in(document); wdf > 0) found.push_back({document, wdf});
  }
  return found.empty() ? nullptr : std::make_shared<const Neighbours>(std::move(found));
}

}  // namespace funnel::query
