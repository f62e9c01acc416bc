// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/best_entries.h"

#include <algorithm>

namespace funnel::suggest {

BestEntries::BestEntries(const store::SuggestTable& table,
                         const std::function<bool(std::uint32_t)>& in_force, std::size_t most)
    : table_(table), in_force_(in_force), most_(most) {
  for (const auto& language : table.languages()) {
    best_.push_back({language.begin, language.end, {}});
  }
}

void BestEntries::AddTo(Best& best, FoundEntry found) {
  const auto same = std::find_if(best.found.begin(), best.found.end(),
                                 [&](const FoundEntry& one) { return one.entry == found.entry; });
  if (same != best.found.end()) {
    if (!(found < *same)) return;
    best.found.erase(same);
  } else if (!in_force_(table_.DocumentOf(found.entry))) {
    return;
  }
  best.found.insert(std::upper_bound(best.found.begin(), best.found.end(), found), found);
  if (best.found.size() > most_) best.found.pop_back();
}

bool BestEntries::IsFull(std::uint32_t entry) const {
  return std::any_of(best_.begin(), best_.end(), [&](const Best& best) {
    return entry >= best.begin && entry < best.end && best.found.size() >= most_;
  });
}

bool BestEntries::wants_more() const {
  return std::any_of(best_.begin(), best_.end(),
                     [&](const Best& best) { return best.found.size() < most_; });
}

std::vector<FoundEntry> BestEntries::Found() const {
  std::vector<FoundEntry> all;
  for (const Best& best : best_) all.insert(all.end(), best.found.begin(), best.found.end());
  return all;
}

}  // namespace funnel::suggest
