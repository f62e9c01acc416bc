// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_set>

namespace funnel::store {

/// A database's words are its terms, which can be looked through by how they begin. By how they end
/// they are kept in Xapian's table of synonyms, whose keys can be looked through too: a key for
/// each word, its characters in reverse order. Words that no article has any more may still be
/// there.

/// The shortest word that has such a key, in characters.
inline constexpr std::size_t kShortestWordWithEnd = 5;

/// The characters of a word (UTF-8) in reverse order: its key, and the word of a key.
std::string Reversed(std::string_view word);

/// Whether a term is a word that has a key: of an alphabet, without digits, neither short nor
/// endless.
bool HasWordEnd(std::string_view term);

/// The new words of what is written into one database, until it is written out.
class WordEnds {
 public:
  void Add(const Xapian::Document& document);

  /// Puts the keys of those that `database` does not have yet, and forgets them.
  void Write(Xapian::WritableDatabase& database);

 private:
  std::unordered_set<std::string> words_;
};

}  // namespace funnel::store
