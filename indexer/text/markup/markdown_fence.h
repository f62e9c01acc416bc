// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/ascii.h"

namespace funnel::text {

/// Follows fenced code blocks from line to line.
class Fence {
 public:
  /// Whether `content` (a line without indentation and quote marks) belongs to a code block.
  bool Covers(std::string_view content) {
    const char mark = content.empty() ? '\0' : content.front();
    std::size_t run = 0;
    while (run < content.size() && content[run] == mark) ++run;
    const bool is_fence = (mark == '`' || mark == '~') && run >= 3;
    if (mark_ == '\0') {
      if (!is_fence || (mark == '`' && content.find('`', run) != std::string_view::npos)) {
        return false;
      }
      mark_ = mark;
      length_ = run;
    } else if (is_fence && mark == mark_ && run >= length_ &&
               base::Trim(content.substr(run)).empty()) {
      mark_ = '\0';
    }
    return true;
  }

  /// Whether a code block is open.
  bool open() const { return mark_ != '\0'; }

 private:
  char mark_ = '\0';
  std::size_t length_ = 0;
};

}  // namespace funnel::text
