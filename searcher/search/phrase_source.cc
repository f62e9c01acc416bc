// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/phrase_source.h"

#include <algorithm>
#include <utility>

#include "indexer/store/layout/forward_record.h"

namespace funnel::search {

PhraseSource::PhraseSource(rank::PhraseMatch phrases, const store::ForwardRecords& records)
    : phrases_(std::move(phrases)), records_(records) {}

void PhraseSource::init(const Xapian::Database& database) {
  of_database_ = records_.Of(database.get_uuid());
  documents_ = database.get_doccount();
  last_ = of_database_ == nullptr ? 0 : database.get_lastdocid();
  at_ = 0;
  set_maxweight(0.0);
}

void PhraseSource::next(double) {
  do {
    ++at_;
  } while (at_ <= last_ && !Holds());
}

void PhraseSource::skip_to(Xapian::docid to, double least) {
  if (at_ >= to) return;
  at_ = to;
  if (!Holds()) next(least);
}

bool PhraseSource::check(Xapian::docid to, double) {
  at_ = std::max(at_, to);
  return at_ > last_ || Holds();
}

Xapian::PostingSource* PhraseSource::clone() const { return new PhraseSource(phrases_, records_); }

bool PhraseSource::Holds() const {
  return phrases_.Holds(store::ForwardRecord(of_database_->Find(at_)));
}

}  // namespace funnel::search
