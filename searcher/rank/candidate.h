// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <functional>
#include <string_view>

namespace funnel::rank {

/// A document that matched, before it is read.
struct Candidate {
  Xapian::docid document = 0;
  double score = 0;
  bool pinned = false;
};

/// Gives the forward record of a document, empty where it has none.
using RecordOf = std::function<std::string_view(Xapian::docid document)>;

}  // namespace funnel::rank
