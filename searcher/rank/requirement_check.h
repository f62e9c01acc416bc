// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "indexer/store/forward/forward_records.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/verbatim.h"
#include "searcher/rank/phrase_match.h"

namespace funnel::rank {

/// Whether documents meet a requirement in full: its terms, then what stands side by side by their
/// forward records, then, where that leaves it open, their stored text, which takes some ten
/// microseconds to read. Made for one query; borrows what it is made of.
class RequirementCheck {
 public:
  RequirementCheck(const query::Requirement& requirement, const Xapian::Database& database,
                   const store::ForwardRecords& records);

  /// Throws what Xapian throws.
  bool Holds(Xapian::docid document) const;

 private:
  bool TextHolds(Xapian::docid document, bool all) const;

  const query::Requirement& requirement_;
  const Xapian::Database& database_;
  const store::ForwardRecords& records_;
  PhraseMatch pairs_;
  query::Verbatim verbatim_;
};

}  // namespace funnel::rank
