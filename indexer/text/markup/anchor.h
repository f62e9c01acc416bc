// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace funnel::text {

/// Makes the fragments of one page's headings, the way GitHub does: lower case, punctuation left
/// out, spaces as hyphens, letters of every script kept, "-1", "-2", ... behind one that is taken.
class AnchorMaker {
 public:
  /// The fragment, without '#', of the next heading; `heading` is its plain text. "section" for a
  /// heading without letters and digits.
  std::string Next(std::string_view heading);

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, std::size_t> repeats_;  ///< The last number given, by fragment.
};

}  // namespace funnel::text
