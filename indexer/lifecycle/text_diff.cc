// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/text_diff.h"

#include <dtl/dtl.hpp>
#include <sstream>
#include <vector>

namespace funnel::lifecycle {
namespace {

/// Without their line breaks. A last line that has none says so, as diff does, and by that differs
/// from one that has.
std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      lines.back() += "\n\\ No newline at end of file";
      break;
    }
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

std::string UnifiedDiff(std::string_view before, std::string_view after) {
  if (before == after) return {};
  dtl::Diff<std::string> diff(LinesOf(before), LinesOf(after));
  diff.compose();
  diff.composeUnifiedHunks();
  std::ostringstream out;
  diff.printUnifiedFormat(out);
  return out.str();
}

}  // namespace funnel::lifecycle
