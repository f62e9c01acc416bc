// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/curation/curation_rules.h"
#include "indexer/text/phrases.h"
#include "searcher/guidance/question.h"

namespace funnel::guidance {

/// Words that may stand in a question in place of others.
struct Replacement {
  std::uint32_t begin = 0;  ///< The place in the question, in bytes.
  std::uint32_t end = 0;
  std::string_view text;  ///< Lives as long as the Synonyms.
  bool one_way = false;
};

/// The words that authors say stand for others. Const functions are thread-safe.
class Synonyms {
 public:
  /// So many replacements of one question are searched: each costs an analysis.
  static constexpr std::size_t kMost = 12;

  Synonyms() = default;
  /// By the rules in a file that was checked; what is wrong in it is left out.
  Synonyms(std::string_view file, text::PhraseReader& reader);

  bool empty() const { return rules_.empty(); }

  /// What may stand in the question: of names that overlap, the first and longest counts. Names
  /// begin and end with a word, also where no space shows it.
  std::vector<Replacement> Find(const Question& question) const;

 private:
  /// A name of a rule.
  struct Source {
    std::size_t rule = 0;
    std::size_t name = 0;
  };

  std::vector<store::SynonymRule> rules_;
  std::vector<Source> sources_;  ///< What the values of the table mean.
  text::PhraseTable table_;
};

}  // namespace funnel::guidance
