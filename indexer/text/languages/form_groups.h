// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <unordered_map>

namespace funnel::text {

/// Words that are forms or writings of one. Const functions are thread-safe.
class FormGroups {
 public:
  /// `groups`: words separated by spaces, groups by '|'; it must outlive this.
  explicit FormGroups(std::string_view groups);

  /// The first of the group that has `word` at another place; empty for any other word.
  std::string_view FirstOf(std::string_view word) const;

 private:
  std::unordered_map<std::string_view, std::string_view> first_;
};

}  // namespace funnel::text
