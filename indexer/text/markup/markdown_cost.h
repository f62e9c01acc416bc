// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// What md4c would do with a text more often than once a byte, as upper bounds from one look at it.
/// All but strikes makes a text that costs seconds; a book of real articles stays far below.
struct MarkdownCost {
  double links = 0;       ///< Lines gone through for the ends of links.
  double labels = 0;      ///< Bytes of what may be labels of references.
  double containers = 0;  ///< Quotes and lists that each line is compared with.
  double strikes = 0;     ///< Steps back from one ~ to another.

  bool TooHigh() const { return links > 3e8 || labels > 2e7 || containers > 2e8; }
  bool StrikesTooHigh() const { return strikes > 1e8; }
};

MarkdownCost EstimateMarkdownCost(std::string_view markdown);

}  // namespace funnel::text
