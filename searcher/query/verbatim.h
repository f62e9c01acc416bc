// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/layout/article_record.h"

namespace funnel::query {

/// Looks for a quoted phrase as it is written: its words in this form (not their stems), one after
/// the other, each with its signs: "C++" is not "C", ".NET" not "net", "3.1" not "3.11". Letter
/// case and width do not count, nor what stands between the words. Han is compared as Simplified
/// where the text is not Japanese; what follows a Korean word without a space is its particle. Made
/// for one query; const afterwards.
class Verbatim {
 public:
  explicit Verbatim(std::string_view phrase);

  /// True if `text` (any bytes), in the language `lang`, holds it. Takes time with the text's size:
  /// 20 microseconds for 5 KB of ASCII.
  bool In(std::string_view text, std::string_view lang) const;

  /// Whether title, summary or text of `article` has it; a plain text also across its lines.
  bool In(const store::HitRecord& article) const;

 private:
  std::vector<std::string> words_;   ///< In normal form, without the punctuation around them.
  std::vector<std::string> folded_;  ///< The same with Han as Simplified.
};

}  // namespace funnel::query
