// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/vocabulary.h"

#include <algorithm>

#include "indexer/base/add_once.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"

namespace funnel::store {
namespace {

constexpr std::size_t kLongestBytes = 120;
constexpr char kWordMark = 'w';
constexpr char kEndMark = 'e';

// Neither is in a word of an alphabet, nor in its stem.
constexpr char kBetweenTerms = '\t';
constexpr char kBehindWord = '\n';

}  // namespace

std::string Reversed(std::string_view word) {
  std::string reversed(word.size(), '\0');
  std::size_t to = word.size();
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    base::NextCharacter(word, at);
    to -= at - begin;
    std::copy(word.begin() + static_cast<long>(begin), word.begin() + static_cast<long>(at),
              reversed.begin() + static_cast<long>(to));
  }
  return reversed;
}

bool IsKnowable(std::string_view word, std::size_t shortest) {
  if (word.size() < shortest || word.size() > kLongestBytes) return false;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < word.size(); ++characters) {
    const char32_t c = base::NextCharacter(word, at);
    if (c != U'\'' && !text::Inflects(text::ScriptOf(static_cast<UChar32>(c)))) return false;
  }
  return characters >= shortest;
}

std::string WordKey(std::string_view word) { return std::string(1, kWordMark).append(word); }

std::string WordEndKey(std::string_view word) {
  return std::string(1, kEndMark).append(Reversed(word));
}

std::string WordOfKey(std::string_view key) {
  if (key.empty()) return {};
  return key.front() == kEndMark ? Reversed(key.substr(1)) : std::string(key.substr(1));
}

std::string EncodeVocabulary(const VocabularyWords& words) {
  std::string encoded;
  for (const auto& [word, terms] : words) {
    encoded += word;
    for (const std::string& term : terms) encoded.append(1, kBetweenTerms).append(term);
    encoded += kBehindWord;
  }
  return encoded;
}

void DecodeVocabulary(std::string_view encoded, VocabularyWords& words) {
  while (!encoded.empty()) {
    const std::size_t end = std::min(encoded.find(kBehindWord), encoded.size());
    std::string_view line = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    std::size_t next = std::min(line.find(kBetweenTerms), line.size());
    std::vector<std::string>& terms = words[std::string(line.substr(0, next))];
    while (next < line.size()) {
      line.remove_prefix(next + 1);
      next = std::min(line.find(kBetweenTerms), line.size());
      base::AddOnce(std::string(line.substr(0, next)), terms);
    }
  }
}

std::vector<std::string> TermsOfWord(const Xapian::Database& database, std::string_view word) {
  const std::string key = WordKey(word);
  return {database.synonyms_begin(key), database.synonyms_end(key)};
}

void WriteVocabulary(const VocabularyWords& words, Xapian::WritableDatabase& database) {
  std::vector<std::string> sorted;  // One end of the table after the other.
  for (const auto& [word, terms] : words) sorted.push_back(word);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> ends;
  for (const std::string& word : sorted) {
    const std::vector<std::string> known = TermsOfWord(database, word);
    const std::string key = WordKey(word);
    for (const std::string& term : words.at(word)) {
      if (std::find(known.begin(), known.end(), term) == known.end()) {
        database.add_synonym(key, term);
      }
    }
    if (known.empty() && IsKnowable(word, kShortestWordWithEnd)) ends.push_back(WordEndKey(word));
  }
  std::sort(ends.begin(), ends.end());
  for (const std::string& key : ends) database.add_synonym(key, "");
}

}  // namespace funnel::store
