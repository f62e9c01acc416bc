// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/languages.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/add_once.h"
#include "indexer/base/ascii.h"
#include "indexer/base/ranking_language.h"
#include "indexer/base/utf8.h"
#include "searcher/query/reader_language.h"
#include "searcher/translate/query_translator.h"

namespace funnel::search {
namespace {

/// Languages that a question without a reader's may be in.
constexpr std::size_t kMostLikely = 3;

/// Whether a word of nothing but small letters, or of a script that identifiers do not have, stands
/// by itself in the text.
bool HasPlainWord(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    // Letters and digits of full width begin with EF, and are as good as others.
    const auto is_plain = [](char c) {
      return (c >= 'a' && c <= 'z') || ((c & 0x80) != 0 && c != '\xEF');
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// Whether nothing but identifiers stands in the text.
bool HasNoLanguage(const std::string& text, Analyzer& analyzer) {
  if (text.size() > kMaxQueryBytes || HasPlainWord(text)) return false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> identifiers;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;
  for (const Term& term : analyzer.AnalyzeQuery(text, {}).terms) {
    if (term.lane == Lane::kIdentifier) identifiers.emplace_back(term.begin, term.end);
    if (term.lane == Lane::kWord) words.emplace_back(term.begin, term.end);
  }
  return !identifiers.empty() && std::all_of(words.begin(), words.end(), [&](const auto& word) {
    return std::any_of(identifiers.begin(), identifiers.end(), [&](const auto& whole) {
      return whole.first <= word.first && word.second <= whole.second;
    });
  });
}

}  // namespace

bool LanguageChoice::MayBeIn(const std::string& language) const {
  return std::any_of(written_in.begin(), written_in.end(), [&](const std::string& lang) {
    return base::RankingLanguage(lang) == language;
  });
}

LanguageChoice ChooseLanguages(const std::string& text, const std::string& reader_lang,
                               const store::Reader& reader, Analyzer& analyzer) {
  const std::vector<std::string>& there = reader.RankingLanguages();
  const auto add = [&](const std::string& lang, std::vector<std::string>& languages) {
    const std::string language = base::RankingLanguage(lang);
    if (std::find(there.begin(), there.end(), language) != there.end()) {
      base::AddOnce(language, languages);
    }
  };
  LanguageChoice choice;
  const bool readers = !reader_lang.empty() && query::CouldBeAskedIn(text, reader_lang);
  if (readers) choice.written_in.push_back(reader_lang);
  for (const std::string& lang : DetectLanguages(text)) base::AddOnce(lang, choice.written_in);
  // Latin letters are typed for English words everywhere.
  if (base::IsAscii(text)) base::AddOnce(std::string("en"), choice.written_in);

  if (readers) {
    add(reader_lang, choice.own);
    for (const std::string& near : translate::NearLanguages(reader_lang)) add(near, choice.own);
  }
  if (!readers) {
    for (const std::string& lang : choice.written_in) {
      if (choice.own.size() < kMostLikely) add(lang, choice.own);
    }
  }
  choice.preferred = choice.own.size();
  if (HasNoLanguage(text, analyzer)) {
    for (const std::string& language : there) add(language, choice.own);
  }
  for (const std::string& lang : choice.written_in) add(lang, choice.others);
  add("en", choice.others);
  for (const std::string& language : there) add(language, choice.others);
  std::erase_if(choice.others, [&](const std::string& language) {
    return std::find(choice.own.begin(), choice.own.end(), language) != choice.own.end();
  });
  return choice;
}

}  // namespace funnel::search
