// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/store/forward/forward_records.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// The documents that hold two words side by side, in order. No index has them: their records are
/// read.
class Neighbours {
 public:
  struct Posting {
    Xapian::docid document = 0;
    Xapian::termcount wdf = 0;  ///< As the index counts a word: more in titles and headings.
  };

  explicit Neighbours(std::vector<Posting> postings);

  const std::vector<Posting>& postings() const { return postings_; }
  Xapian::doccount documents() const { return static_cast<Xapian::doccount>(postings_.size()); }
  Xapian::termcount occurrences() const { return occurrences_; }

  /// How often a document has them.
  Xapian::termcount WdfOf(Xapian::docid document) const;

 private:
  std::vector<Posting> postings_;
  Xapian::termcount occurrences_ = 0;
};

using SharedNeighbours = std::shared_ptr<const Neighbours>;

/// What a pair of neighbours is called among index terms, and back: their main forms.
std::string NeighboursTerm(std::string_view first, std::string_view second);
std::pair<std::string_view, std::string_view> NeighboursOfTerm(std::string_view term);

/// Where `first` is followed by `second`, index terms of words, in one sentence: null where none
/// of a sample of the articles that have both holds them so. Each record is taken from `budget`;
/// when that is used up, what was found is all.
SharedNeighbours FindNeighbours(const std::string& first, const std::string& second,
                                TermCounts& counts, const store::ForwardRecords& records,
                                LookBudget& budget);

}  // namespace funnel::query
