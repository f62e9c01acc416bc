// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/word_end.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"

namespace funnel::store {
namespace {

constexpr std::size_t kLongestBytes = 120;

/// Terms of other kinds than words have a prefix, which is a capital letter.
bool IsWordTerm(std::string_view term) { return term.empty() || term[0] < 'A' || term[0] > 'Z'; }

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

bool HasWordEnd(std::string_view term) {
  if (term.size() < kShortestWordWithEnd || term.size() > kLongestBytes || !IsWordTerm(term)) {
    return false;
  }
  std::size_t characters = 0;
  for (std::size_t at = 0; at < term.size(); ++characters) {
    const char32_t c = base::NextCharacter(term, at);
    if (c != U'\'' && !text::Inflects(text::ScriptOf(static_cast<UChar32>(c)))) return false;
  }
  return characters >= kShortestWordWithEnd;
}

void WordEnds::Add(const Xapian::Document& document) {
  // Words sort behind the terms that have a prefix.
  auto term = document.termlist_begin();
  const auto end = document.termlist_end();
  if (term != end) term.skip_to("[");
  for (; term != end; ++term) {
    std::string word = *term;
    if (HasWordEnd(word)) words_.insert(std::move(word));
  }
}

void WordEnds::Write(Xapian::WritableDatabase& database) {
  std::vector<std::string> keys;
  keys.reserve(words_.size());
  for (const std::string& word : words_) keys.push_back(Reversed(word));
  words_.clear();
  std::sort(keys.begin(), keys.end());
  for (const std::string& key : keys) {
    if (database.synonyms_begin(key) == database.synonyms_end(key)) database.add_synonym(key, "");
  }
}

}  // namespace funnel::store
