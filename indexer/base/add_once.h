// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace funnel::base {

/// Appends `item` to `list`, unless it is empty or stands there already.
inline void AddOnce(std::string item, std::vector<std::string>& list) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) {
    list.push_back(std::move(item));
  }
}

}  // namespace funnel::base
