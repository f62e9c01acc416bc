// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"

namespace funnel::readers {

/// The days that an article's source gives by keys of other systems: lastmod (Hugo), last_update
/// (Docusaurus), lastUpdated (VitePress), last_modified_at (Jekyll), updated_at, ms.date and the
/// like for `updated`, then `date`, which is the day of writing for most; created_at and the like
/// for `created`. Of several keys the first of Names counts.
class ForeignDates {
 public:
  /// The keys, in the order of their precedence.
  static const std::vector<std::string_view>& Names();

  static bool IsName(std::string_view key);

  /// Takes what a key says. False where it is none of these, or `text` no date.
  bool Take(std::string_view key, std::string_view text);

  /// Fills in what `article` has no date of its own for.
  void Apply(Article& article) const;

 private:
  std::map<std::size_t, std::string> dates_;  ///< By place in Names.
};

}  // namespace funnel::readers
