// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace funnel::text {

/// The words of one language in a table of the program.
struct WordList {
  std::string_view lang;
  std::string_view words;  ///< Separated by spaces; Han simplified.
};

/// Lists of words by language. Const functions are thread-safe.
class WordLists {
 public:
  /// `lists` must outlive this.
  explicit WordLists(std::span<const WordList> lists);

  using Words = std::unordered_set<std::string_view>;

  /// The list of `lang` (canonical tag; one list serves all Chinese), or nullptr.
  const Words* Find(std::string_view lang) const;

  /// True if the list of `lang` has the case-folded `word`.
  bool Contains(std::string_view word, std::string_view lang) const;

 private:
  std::unordered_map<std::string_view, Words> lists_;
};

}  // namespace funnel::text
