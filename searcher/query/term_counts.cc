// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/term_counts.h"

#include <algorithm>

namespace funnel::query {

TermCounts::TermCounts(const Xapian::Database& database)
    : database_(database),
      all_documents_(database.get_doccount()),
      average_length_(std::max(1.0, database.get_avlength())) {}

Xapian::doccount TermCounts::Documents(const std::string& term) {
  std::uint64_t& documents = known_[term].documents;
  if (documents == kUnknown) documents = database_.get_termfreq(term);
  return static_cast<Xapian::doccount>(documents);
}

Xapian::termcount TermCounts::Occurrences(const std::string& term) {
  std::uint64_t& occurrences = known_[term].occurrences;
  if (occurrences == kUnknown) occurrences = database_.get_collection_freq(term);
  return static_cast<Xapian::termcount>(occurrences);
}

}  // namespace funnel::query
