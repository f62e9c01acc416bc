// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "indexer/store/forward/forward_records.h"
#include "searcher/rank/phrase_match.h"

namespace funnel::search {

/// Matches, at no weight, the documents whose forward records hold all phrases. For OP_FILTER: it
/// looks at those only that the other side has. (A MatchDecider is told the number of a document in
/// its own database, and not which of several that is.) `records` must outlive it.
class PhraseSource : public Xapian::PostingSource {
 public:
  PhraseSource(rank::PhraseMatch phrases, const store::ForwardRecords& records);

  void init(const Xapian::Database& database) override;
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ > last_; }
  void next(double least) override;
  void skip_to(Xapian::docid to, double least) override;
  bool check(Xapian::docid to, double least) override;
  PostingSource* clone() const override;

 private:
  bool Holds() const;

  rank::PhraseMatch phrases_;
  const store::ForwardRecords& records_;
  const store::ForwardReader* of_database_ = nullptr;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

}  // namespace funnel::search
