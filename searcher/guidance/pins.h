// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/curation/curation_rules.h"
#include "indexer/text/phrases.h"
#include "searcher/guidance/question.h"

namespace funnel::guidance {

/// The articles that authors put on top for some questions. Const functions are thread-safe.
class Pins {
 public:
  /// No more are shown for one question.
  static constexpr std::size_t kMost = 3;

  Pins() = default;
  /// By the rules in a file that was checked; what is wrong in it is left out.
  Pins(std::string_view file, text::PhraseReader& reader);

  bool empty() const { return rules_.empty(); }

  /// The ids of the articles for a question on that day (UTC), first those that are pinned for all
  /// of it, then those of longer phrases. Without repeats, at most kMost.
  std::vector<std::string> Find(const Question& question, std::chrono::sys_days today) const;

 private:
  std::vector<store::PinRule> rules_;
  text::PhraseTable table_;
};

}  // namespace funnel::guidance
