// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::base {

/// A language that a text is partly in.
struct LanguageShare {
  std::string tag;  ///< As CanonicalLanguage gives it.
  int percent = 0;  ///< Of the text's letters.
};

/// What the detector says of a text.
struct LanguageShares {
  std::vector<LanguageShare> languages;  ///< At most three, the largest first.
  bool reliable = false;                 ///< Whether the detector itself trusts the first.
};

/// The languages of at most the first `most_bytes` bytes of `text`.
LanguageShares LanguageSharesOf(std::string_view text, std::size_t most_bytes);

}  // namespace funnel::base
