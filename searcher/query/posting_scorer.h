// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/store/forward/forward_records.h"
#include "searcher/query/deadline.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/query_builder.h"

namespace funnel::query {

/// A document and what a query weighs in it.
struct ScoredDocument {
  Xapian::docid document = 0;
  double score = 0;
};

/// The order of what is found: best first, equal ones by number.
bool Better(const ScoredDocument& a, const ScoredDocument& b);

/// Notes a family, ForwardColumns::family; false if it was there. One that is not known never was.
bool NoteFamily(std::uint64_t family, std::unordered_set<std::uint64_t>& seen);

/// Takes out of `documents`, best first, those of whose family a better one is there.
void KeepOneOfFamily(const store::ForwardRecords& records, std::vector<ScoredDocument>& documents);

/// Finds what matches a query and adds up, term after term, what its leaves weigh there (BM25). It
/// takes less than half of the instructions of Xapian's matcher, which asks every part of the query
/// for each document. What adds most comes first: once the rest cannot bring another document among
/// the best, it is looked for in these alone (the MaxScore of H. Turtle and J. Flood, IP&M 1995),
/// unless all that matches has to be counted. Keeps its memory from one query to the next: 24 bytes
/// for each document of the largest database. One per thread.
class PostingScorer {
 public:
  struct Wanted {
    std::size_t depth = 0;      ///< So many of the best.
    std::size_t languages = 1;  ///< Of the documents: where there are several, one a family.
    bool counted = true;        ///< Where there are several, the total is, too.
    /// What else a document must be, if given.
    std::function<bool(Xapian::docid document)> holds = nullptr;
    DocumentFilter* filter = nullptr;  ///< What it must meet, if given.
    FoundDocuments* all = nullptr;     ///< Where to put all that is found, if anywhere.
    std::uint8_t beside = 0;           ///< Bits of the facets that these are noted beside.
  };
  struct Found {
    std::vector<ScoredDocument> best;  ///< By Better.
    std::size_t total = 0;             ///< Of families: exact up to kMaxDepth, and the same
                                       ///< whatever depth was wanted.
  };

  /// Of what the terms of a requirement do not tell alone, nothing is looked at but the terms of
  /// phrases. `counts` and `records` are those of the same database; a document that has no record
  /// is of no family. Throws DeadlineExceeded, and what Xapian throws.
  Found Find(const BuiltQuery& query, TermCounts& counts, const store::ForwardRecords& records,
             const Wanted& wanted, const Deadline& deadline);

 private:
  class Run;

  bool clean_ = true;  ///< All numbers are 0; not where a query was broken off.
  // By document.
  std::vector<double> scores_;  ///< 0: it is not found.
  std::vector<double> counts_;  ///< Of one structured term or requirement.
  std::vector<double> bests_;   ///< Of one leaf.
  std::vector<Xapian::docid> touched_, here_, of_leaf_;
  std::vector<double> sorted_;
};

/// How often `document` has `term`.
Xapian::termcount WdfOf(const Xapian::Database& database, Xapian::docid document,
                        const std::string& term);

/// The same of what a structured term is made of.
Xapian::termcount WdfOf(const Xapian::Database& database, Xapian::docid document,
                        const WeightedAlternative& alternative);

/// Whether `document` has one term of each group of `requirement`; its pairs are not looked at.
bool Meets(const Xapian::Database& database, Xapian::docid document,
           const Requirement& requirement);

/// Whether `query` finds `document`, as far as its terms tell.
bool Finds(const BuiltQuery& query, const Xapian::Database& database, Xapian::docid document);

}  // namespace funnel::query
