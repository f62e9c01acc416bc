// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/core_vocabulary.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "indexer/learn/vocabulary/tables.h"

namespace funnel::learn {
namespace {

/// The part before the next `separator`, taken off `rest`.
std::string_view Take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// The column that a language without its own is read by.
std::string_view Relative(std::string_view lang) {
  if (lang == "yue" || lang.starts_with("zh")) return "zh-Hans";
  return lang.substr(0, lang.find('-'));
}

}  // namespace

CoreVocabulary::CoreVocabulary() {
  for (const auto table :
       {table_hardware, table_software, table_administration, table_business, table_support,
        table_actions, table_qualities, table_society, table_nature, table_general}) {
    Read(table());
  }
}

const CoreVocabulary& CoreVocabulary::Get() {
  static const CoreVocabulary vocabulary;
  return vocabulary;
}

/// Our own data, which a test holds to the format: the languages first, the same in each table.
void CoreVocabulary::Read(std::string_view table) {
  bool header = true;
  while (!table.empty()) {
    std::string_view line = Take(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    for (std::size_t i = 0; !line.empty(); ++i) {
      std::string_view cell = Take(line, '\t');
      if (header) {
        if (i == languages_.size()) languages_.emplace_back(cell);
        assert(languages_[i] == cell);
        continue;
      }
      Names names;
      while (!cell.empty()) names.push_back(Take(cell, '|'));
      names_[i].push_back(std::move(names));
    }
    if (header) names_.resize(languages_.size());
    header = false;
  }
}

const std::vector<Names>* CoreVocabulary::Find(std::string_view lang) const {
  for (const std::string_view wanted : {lang, Relative(lang)}) {
    const auto found = std::find(languages_.begin(), languages_.end(), wanted);
    if (found != languages_.end()) {
      return &names_[static_cast<std::size_t>(found - languages_.begin())];
    }
  }
  return nullptr;
}

}  // namespace funnel::learn
