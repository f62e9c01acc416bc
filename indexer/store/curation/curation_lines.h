// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/curation/curation_rules.h"

namespace funnel::store {

/// Goes through the lines of a file of rules. What no rule may have (bytes that are not UTF-8,
/// control characters, too long a line, too many rules) is reported here, and its line left out.
class CurationLines {
 public:
  /// Both must outlive this.
  CurationLines(std::string_view bytes, std::vector<CurationProblem>& problems);

  /// Goes to the next line that may hold a rule; false at the end.
  bool Next();

  /// The line without the white space around it; with it; its number.
  std::string_view rule() const { return rule_; }
  std::string_view line() const { return line_; }
  std::size_t number() const { return number_; }

  /// Where `part`, a piece of line(), stands in the line.
  std::size_t ColumnOf(std::string_view part) const;

  /// Reports what is wrong with `part` of line().
  void Wrong(std::string_view part, std::string message);

  /// Takes "[en]" off the front of rule(); the canonical language, empty for all. Nothing where it
  /// is wrong, which is reported.
  std::optional<CurationPhrase> TakeLanguage();

  /// `part` as a phrase; nothing where it is empty or too long, which is reported; `what` it is.
  std::optional<CurationPhrase> Phrase(std::string_view part, std::string_view what);

 private:
  void Report(std::size_t column, std::string message);
  bool IsSound();

  std::string_view rest_;
  std::vector<CurationProblem>& problems_;
  std::string_view line_;
  std::string_view rule_;
  std::size_t number_ = 0;
  std::size_t rules_ = 0;
  std::size_t reported_ = 0;
};

}  // namespace funnel::store
