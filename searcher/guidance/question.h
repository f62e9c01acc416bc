// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/phrases.h"

namespace funnel::guidance {

/// A question as the rules of authors see it.
class Question {
 public:
  /// `langs` are the languages it is read in, the reader's among them.
  Question(std::string_view text, std::vector<std::string> langs, text::PhraseReader& reader);

  const std::vector<text::PhraseUnit>& units() const { return units_; }

  /// Whether a rule for `lang` (empty: for all) applies: the question may be in that language. All
  /// writings of a language are one here.
  bool MayBeIn(std::string_view lang) const;

 private:
  std::string text_;
  std::vector<std::string> langs_;
  std::vector<text::PhraseUnit> units_;
  mutable std::optional<std::vector<std::string>> detected_;
};

/// The languages whose stems the phrase of a rule for `lang` (may be empty) is looked up by.
std::vector<std::string> StemLanguages(std::string_view phrase, const std::string& lang);

}  // namespace funnel::guidance
