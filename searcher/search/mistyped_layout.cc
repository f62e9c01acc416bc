// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/mistyped_layout.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/ranking_language.h"
#include "indexer/base/utf8.h"
#include "searcher/query/keyboard_layouts.h"

namespace funnel::search {
namespace {

using query::KeyboardLayout;

/// No more of a question is looked at.
constexpr std::size_t kMostTokens = 16;
constexpr std::size_t kLongestToken = 200;

/// Of what was typed articles have less than that, of what was meant at least that.
constexpr double kMostTyped = 0.34;
constexpr double kLeastMeant = 0.7;
/// Fewer characters are known by chance.
constexpr std::size_t kFewestMeant = 3;
constexpr std::size_t kFewestSyllables = 2;

double Part(const WordKnowledge::Share& share) {
  return share.all == 0 ? 0 : static_cast<double>(share.known) / static_cast<double>(share.all);
}

std::vector<std::string> Tokens(std::string_view text) {
  std::vector<std::string> tokens;
  while (!text.empty() && tokens.size() < kMostTokens) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0 && end <= kLongestToken) tokens.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return tokens;
}

bool HasLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// Hiragana as katakana, as loan words are written.
std::string Katakana(std::string_view hiragana) {
  std::string text;
  for (std::size_t at = 0; at < hiragana.size();) {
    const char32_t c = base::NextCharacter(hiragana, at);
    base::AppendUtf8(c >= U'ぁ' && c <= U'ゖ' ? c - U'ぁ' + U'ァ' : c, text);
  }
  return text;
}

struct Retyped {
  std::vector<Change> changes;
  WordKnowledge::Share share;
};

/// Each of the tokens on one layout, as far as it can be typed there.
template <typename Type>
Retyped Retype(const std::vector<std::string>& tokens, const std::string& language,
               WordKnowledge& knowledge, Analyzer& analyzer, Type&& type) {
  Retyped retyped;
  std::string all;
  for (const std::string& token : tokens) {
    std::string meant = type(token);
    if (meant.empty() || meant == token) continue;
    all += meant + ' ';
    retyped.changes.push_back({token, std::move(meant)});
  }
  retyped.share = knowledge.Of(all, language, analyzer);
  return retyped;
}

}  // namespace

std::vector<std::vector<Change>> OnOtherLayouts(const std::string& question,
                                                WordKnowledge& knowledge, Analyzer& analyzer) {
  std::vector<std::string> latin, others;
  for (std::string& token : Tokens(question)) {
    if (!HasLetter(token) || Part(knowledge.Of(token, {}, analyzer)) > kMostTyped) continue;
    (base::IsAscii(token) ? latin : others).push_back(std::move(token));
  }
  std::vector<Retyped> found;
  const auto add = [&](Retyped retyped, std::size_t fewest) {
    if (retyped.share.known >= fewest && Part(retyped.share) >= kLeastMeant) {
      found.push_back(std::move(retyped));
    }
  };
  for (const KeyboardLayout layout : query::kKeyboardLayouts) {
    if (!others.empty()) {
      add(Retype(others, {}, knowledge, analyzer,
                 [&](const std::string& token) { return query::ToLatinKeys(layout, token); }),
          kFewestMeant);
    }
    const std::string language = base::RankingLanguage(query::LanguageOf(layout));
    const std::vector<std::string>& there = knowledge.languages();
    if (latin.empty() || std::find(there.begin(), there.end(), language) == there.end()) continue;
    const auto from_latin = [&](const std::string& token) {
      return query::FromLatinKeys(layout, token);
    };
    add(Retype(latin, language, knowledge, analyzer, from_latin),
        layout == KeyboardLayout::kKorean ? kFewestSyllables : kFewestMeant);
    if (layout != KeyboardLayout::kJapanese) continue;
    add(Retype(latin, language, knowledge, analyzer,
               [&](const std::string& token) { return Katakana(from_latin(token)); }),
        kFewestMeant);
  }
  std::stable_sort(found.begin(), found.end(), [](const Retyped& a, const Retyped& b) {
    return a.share.known > b.share.known;
  });
  std::vector<std::vector<Change>> ways;
  for (Retyped& one : found) ways.push_back(std::move(one.changes));
  return ways;
}

}  // namespace funnel::search
