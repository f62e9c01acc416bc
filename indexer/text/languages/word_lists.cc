// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/word_lists.h"

namespace funnel::text {

WordLists::WordLists(std::span<const WordList> lists) {
  for (const WordList& list : lists) {
    auto& words = lists_[list.lang];
    std::string_view rest = list.words;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      words.insert(rest.substr(0, space));
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
  }
}

const WordLists::Words* WordLists::Find(std::string_view lang) const {
  if (lang.starts_with("zh-") || lang == "yue") lang = "zh";
  const auto list = lists_.find(lang);
  return list == lists_.end() ? nullptr : &list->second;
}

bool WordLists::Contains(std::string_view word, std::string_view lang) const {
  const Words* words = Find(lang);
  return words != nullptr && words->contains(word);
}

}  // namespace funnel::text
