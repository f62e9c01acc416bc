// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

namespace funnel::rank {

/// A document that matched, before it is read.
struct Candidate {
  Xapian::docid document = 0;
  double score = 0;
  bool pinned = false;
};

}  // namespace funnel::rank
