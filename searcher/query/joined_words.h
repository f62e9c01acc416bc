// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/text/languages/stemmer.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// Two neighbours of a query that the base also writes as one word: "log in", "Wi-Fi", "Node.js".
struct JoinedPair {
  std::uint32_t begin = 0;  ///< The place of both in QueryPlan::text, in bytes.
  std::uint32_t end = 0;
  std::string word;
  double factor = 1;  ///< That makes the one word worth what both are.
};

/// A word of a query in two pieces, which the base has both as words: "setup" as "set" and "up".
struct ApartWord {
  std::size_t planned = 0;  ///< Index of the word in QueryPlan::terms.
  std::string first;        ///< The index terms of the pieces.
  std::string second;
  std::string words;  ///< As they would be written.
  /// The first is a function word, too ("e"): they are one only where the second hardly stands
  /// without it.
  bool doubtful = false;
};

/// Finds in what other writings articles may have the words of a query. One per thread.
class WritingFinder {
 public:
  /// The pairs of `plan` of which the base has the joined word; none of pasted texts. Function
  /// words in front ("in form") say little of what is meant: then the word counts half.
  std::vector<JoinedPair> JoinedPairs(const QueryPlan& plan, TermCounts& counts);

  /// The words of `plan` that may be written as two, the likeliest pieces first: at most two ways
  /// for a word; none of pasted texts. Whether any article does so, neighbours.h says. Each place
  /// where a word may be cut is taken from `budget`; when that is used up, what was found is all.
  std::vector<ApartWord> ApartWords(const QueryPlan& plan, TermCounts& counts, LookBudget& budget);

 private:
  class Cutter;

  text::Stemmers stemmers_;
};

}  // namespace funnel::query
