// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace funnel::store {

/// Articles are found by the stems of words. The words themselves, as articles write them, are the
/// vocabulary of a database: it is kept in Xapian's table of synonyms, whose keys can be looked
/// through by how they begin. A word has a key, under which are the index terms that it is found
/// by, and if it is not short another one of its characters in reverse order, for how it ends.
/// Words that no article has any more may still be there.

/// The shortest words of the vocabulary, in characters, and the shortest found by how they end.
inline constexpr std::size_t kShortestKnownWord = 3;
inline constexpr std::size_t kShortestWordWithEnd = 5;

/// The characters of a word (UTF-8) in reverse order.
std::string Reversed(std::string_view word);

/// Whether a word (not an index term with a prefix) may be in a vocabulary: of an alphabet, without
/// digits, at least `shortest` characters and not endless.
bool IsKnowable(std::string_view word, std::size_t shortest = kShortestKnownWord);

/// The keys of a word, or of how words begin or end.
std::string WordKey(std::string_view word);
std::string WordEndKey(std::string_view word);
/// The word of a key that begins with WordKey("") or WordEndKey("").
std::string WordOfKey(std::string_view key);

/// Words, and the index terms of each, without repeats.
using VocabularyWords = std::unordered_map<std::string, std::vector<std::string>>;

/// What `words` are beside a document that is to be written (schema::kWordsSlot), and back.
std::string EncodeVocabulary(const VocabularyWords& words);
void DecodeVocabulary(std::string_view encoded, VocabularyWords& words);

/// The index terms that `word` is found by; none if the vocabulary does not have it.
std::vector<std::string> TermsOfWord(const Xapian::Database& database, std::string_view word);

/// How many documents the commonest of some index terms finds; `documents_of(term)` says it of one.
template <typename DocumentsOf>
Xapian::doccount MostDocuments(const std::vector<std::string>& terms, DocumentsOf&& documents_of) {
  Xapian::doccount most = 0;
  for (const std::string& term : terms) most = std::max(most, documents_of(term));
  return most;
}

/// Puts the words that `database` does not have yet.
void WriteVocabulary(const VocabularyWords& words, Xapian::WritableDatabase& database);

}  // namespace funnel::store
