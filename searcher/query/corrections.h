// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// Words of the base that may be meant by what stands at a place of a question.
struct Correction {
  std::uint32_t begin = 0;  ///< In QueryPlan::text.
  std::uint32_t end = 0;
  std::vector<std::string> words;  ///< Case-folded; the likeliest first, at most 3.
};

/// Whether articles have all words of the question, in some form. Costs little where the question
/// was asked: `counts` knows its terms.
bool HasAllWords(const QueryPlan& plan, TermCounts& counts);

/// Tells whether a word is one of any other language in view.
using KnownElsewhere = std::function<bool(const std::string& word)>;

/// Finds what the words of a question that no article has are misspellings of. Words of alphabets
/// are compared by their letters, Korean ones by the keys that type them; where a script has no
/// spaces, what the segmenter made of a misspelt word is put together again. Never corrected are
/// identifiers, words of less than four letters (or keys), compounds of known words, words of other
/// languages. Each look into a vocabulary is taken from `budget`.
class CorrectionFinder {
 public:
  std::vector<Correction> Find(const QueryPlan& plan, TermCounts& counts,
                               const KnownElsewhere& known_elsewhere, LookBudget& budget);

 private:
  /// Whether articles have a word in another form. A plan has the stem of two words once, at the
  /// place of the first.
  bool HasKnownStem(const QueryPlan& plan, const PlannedTerm& word, TermCounts& counts);
  std::vector<std::string> KoreanWords(const std::string& word, TermCounts& counts,
                                       LookBudget& budget);

  Analyzer analyzer_;
};

}  // namespace funnel::query
