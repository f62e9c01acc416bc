// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/form_groups.h"

#include <algorithm>
#include <cstddef>

namespace funnel::text {
namespace {

/// Takes the text before the next `separator` off `rest`.
std::string_view Next(char separator, std::string_view& rest) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view next = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return next;
}

}  // namespace

FormGroups::FormGroups(std::string_view groups) {
  while (!groups.empty()) {
    std::string_view group = Next('|', groups);
    const std::string_view first = Next(' ', group);
    while (!group.empty()) first_.emplace(Next(' ', group), first);
  }
}

std::string_view FormGroups::FirstOf(std::string_view word) const {
  const auto found = first_.find(word);
  return found == first_.end() ? std::string_view() : found->second;
}

}  // namespace funnel::text
