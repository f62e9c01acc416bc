// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_syntax.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "searcher/query/line_shape.h"
#include "searcher/query/number_exclusion.h"

namespace funnel::query {
namespace {

/// With more words behind it that are not excluded, a minus is a dash.
constexpr std::size_t kMostBehind = 4;

/// The longest word of a script without spaces, in characters: what is longer are several.
constexpr std::size_t kLongestUnspaced = 24;

bool IsMinus(char32_t c) { return c == U'-' || c == U'\u2212' || c == U'\uFF0D' || c == U'\uFE63'; }
bool IsSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == U'\u200B'; }
bool IsLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

/// The marks that close what `c` opens; none if it opens nothing.
std::u32string_view ClosersOf(char32_t c) {
  switch (c) {
    case U'"':
    case U'\uFF02':
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
      return U"\"\uFF02\u201C\u201D\u201F";  // "a”: keyboards mix them
    case U'\u00AB':
    case U'\u00BB':
      return U"\u00AB\u00BB";
    case U'\u201A':
      return U"\u2018\u2019";
    case U'\u300C':
      return U"\u300D";
    case U'\u300E':
      return U"\u300F";
    case U'\uFF62':
      return U"\uFF63";
    default:
      return {};
  }
}

/// A word or a phrase of a line.
struct Item {
  std::string_view text;  ///< With its minus, without quotation marks.
  std::size_t begin = 0;  ///< Of all that it is in the line.
  std::size_t end = 0;
  bool quoted = false;
  bool minus = false;          ///< It begins with one, behind a space.
  std::size_t minus_size = 0;  ///< In bytes.
};

/// Takes a line apart at spaces and quotation marks.
class Lexer {
 public:
  explicit Lexer(std::string_view line) : line_(line) {}

  std::vector<Item> Items() {
    char32_t before = U' ';
    for (std::size_t at = 0; at < line_.size();) {
      std::size_t next = at;
      const char32_t c = base::NextCharacter(line_, next);
      if (IsSpace(c)) {
        EndWord(at);
      } else if (const std::optional<std::size_t> close = Close(c, before, next)) {
        AddPhrase(at, next, *close);
        next = after_close_;
      } else if (!in_word_) {
        in_word_ = true;
        begin_ = at;
        after_space_ = IsSpace(before);
      }
      before = next > at && next == after_close_ ? U'"' : c;
      at = next;
    }
    EndWord(line_.size());
    return std::move(items_);
  }

 private:
  /// Where the phrase ends that `c` opens before byte `from`, if there is one.
  std::optional<std::size_t> Close(char32_t c, char32_t before, std::size_t from) {
    const std::u32string_view closers = ClosersOf(c);
    if (closers.empty() || (c == U'"' && before < 0x80 && IsDigit(before))) return std::nullopt;
    if (c == U'\u201A' && !IsSpace(before)) return std::nullopt;
    // What was not closed once is not looked for again.
    if (std::find(open_.begin(), open_.end(), closers.front()) != open_.end()) return std::nullopt;
    for (std::size_t at = from; at < line_.size();) {
      const std::size_t end = at;
      const char32_t other = base::NextCharacter(line_, at);
      if (closers.find(other) == std::u32string_view::npos) continue;
      after_close_ = at;
      return end;
    }
    open_.push_back(closers.front());
    return std::nullopt;
  }

  void AddPhrase(std::size_t at, std::size_t from, std::size_t close) {
    Item phrase{line_.substr(from, close - from), at, after_close_, true, false, 0};
    if (in_word_ && after_space_) {
      std::size_t next = begin_;
      if (IsMinus(base::NextCharacter(line_, next)) && next == at) {
        phrase.begin = begin_;
        phrase.minus = true;
        in_word_ = false;
      }
    }
    EndWord(at);
    items_.push_back(phrase);
  }

  void EndWord(std::size_t end) {
    if (!in_word_) return;
    in_word_ = false;
    Item word{line_.substr(begin_, end - begin_), begin_, end, false, false, 0};
    std::size_t next = 0;
    word.minus = after_space_ && IsMinus(base::NextCharacter(word.text, next));
    word.minus_size = next;
    items_.push_back(word);
  }

  std::string_view line_;
  std::vector<Item> items_;
  std::vector<char32_t> open_;
  bool in_word_ = false;
  bool after_space_ = false;
  std::size_t begin_ = 0;
  std::size_t after_close_ = 0;
};

/// A word without its minus and without the punctuation that ends a sentence.
std::string_view Body(const Item& item) {
  if (item.quoted) return item.text;
  std::string_view body = item.text.substr(item.minus_size);
  while (!body.empty()) {
    std::size_t last = base::PreviousCharacter(body, body.size());
    const std::size_t begin = last;
    const char32_t c = base::NextCharacter(body, last);
    static constexpr std::u32string_view kEnds = U".,;!?\u2026\u3002\u3001\uFF0C\uFF01\uFF1F\u061F";
    if (kEnds.find(c) == std::u32string_view::npos) break;
    body = body.substr(0, begin);
  }
  return body;
}

/// Digits, with a sign of decimals or groups.
bool IsNumber(std::string_view word) {
  bool all = true;
  std::size_t signs = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = base::NextCharacter(word, at);
    if (c == U'.' || c == U',') {
      ++signs;
    } else {
      all = all && IsDigit(c);
    }
  }
  return all && signs <= 1;
}

/// Whether what stands behind a minus can be excluded, whatever the line is.
bool CanBeExcluded(std::string_view body) {
  constexpr std::u32string_view kFirst = U".#@+$/_&*";  // as in .NET
  constexpr std::u32string_view kNever = U":=<>|(){}[]~`;";
  std::size_t characters = 0;
  std::size_t unspaced = 0;
  bool letters = false;
  for (std::size_t at = 0; at < body.size(); ++characters) {
    const char32_t c = base::NextCharacter(body, at);
    const bool letter = IsLetter(c) || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI);
    if (characters == 0 && !letter && !IsDigit(c) && kFirst.find(c) == kFirst.npos) return false;
    if (kNever.find(c) != kNever.npos || u_iscntrl(static_cast<UChar32>(c))) return false;
    letters = letters || letter;
    const text::Script script = text::ScriptOf(static_cast<UChar32>(c));
    if (text::IsCjk(script) || script == text::Script::kCluster) ++unspaced;
  }
  if (!letters || IsNumber(body) || unspaced > kLongestUnspaced) return false;
  return !(characters == 1 && body.size() == 1);  // -f
}

/// Words between two compounds that share a part which the second leaves out: German, Dutch,
/// Swedish, Danish, Norwegian, Finnish, Hungarian, English.
bool Joins(std::string_view word) {
  static constexpr std::array kWords = {"und",  "oder", "sowie", "bzw.", "beziehungsweise",
                                        "noch", "en",   "of",    "och",  "eller",
                                        "og",   "ja",   "tai",   "sekä", "és",
                                        "vagy", "and",  "or",    "&",    "+"};
  const std::string lower = base::AsciiLower(word);
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

/// Decides which words of a line are excluded.
class Line {
 public:
  explicit Line(const std::vector<Item>& items) : items_(items) {
    for (const Item& item : items) {
      texts_.push_back(item.text);
      if (!item.quoted) words_.push_back(item.text);
    }
    command_ = IsCommandLine(words_);
    log_ = LooksLogged(words_);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool can = items[i].minus && !command_ && !IsJoined(i) &&
                       (CanBeExcluded(items[i]) || IsExcludedNumber(i));
      excluded_.push_back(can);
    }
    std::size_t behind = 0;  // Words that are not excluded.
    for (std::size_t i = items.size(); i-- > 0;) {
      if (excluded_[i] && behind > 0 && !items[i].quoted && IsWithinText(i, behind)) {
        excluded_[i] = false;
      }
      if (!excluded_[i]) ++behind;
    }
  }

  bool Excludes(std::size_t item) const { return excluded_[item]; }

 private:
  static bool CanBeExcluded(const Item& item) {
    return item.quoted ? item.text.find_first_not_of(" \t") != std::string_view::npos
                       : query::CanBeExcluded(Body(item));
  }

  bool IsExcludedNumber(std::size_t item) const {
    if (items_[item].quoted) return false;
    const std::span<const std::string_view> texts(texts_);
    return ExcludesNumber(texts.first(item), Body(items_[item]),
                          item + 1 == texts.size() ? "" : texts[item + 1]);
  }

  /// "Richtlinien und -profile", "Mikrofons, -lautsprechers oder ..."; "( -access denied)".
  bool IsJoined(std::size_t item) const {
    if (item == 0 || items_[item].quoted) return false;
    const std::string_view before = items_[item - 1].text;
    if (before.ends_with('(') || before.ends_with('[') || Joins(before)) return true;
    return before.ends_with(',') &&
           std::any_of(items_.begin() + static_cast<long>(item) + 1, items_.end(),
                       [](const Item& other) { return Joins(other.text); });
  }

  /// With words on both sides, or a sentence behind it.
  bool IsWithinText(std::size_t item, std::size_t behind) const {
    if (log_) return true;
    const std::string_view body = Body(items_[item]);
    const bool first = std::all_of(excluded_.begin(), excluded_.begin() + static_cast<long>(item),
                                   [](bool excluded) { return excluded; });
    if (first) return behind > kMostBehind && IsCapitalized(body);
    if (behind > kMostBehind) return true;
    return IsMixedCase(items_[item - 1].text) && IsCapitalized(body) &&
           IsCapitalized(items_[item + 1].text);
  }

  const std::vector<Item>& items_;
  std::vector<std::string_view> texts_;  ///< Of all items.
  std::vector<std::string_view> words_;  ///< Of those that are no phrases.
  std::vector<bool> excluded_;
  bool command_ = false;
  bool log_ = false;
};

bool HasWord(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (IsLetter(c) || IsDigit(c)) return true;
  }
  return false;
}

bool IsBlank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!IsSpace(base::NextCharacter(text, at))) return false;
  }
  return true;
}

/// The condition that a word begins, as "product:" does, and where its value begins; a colon of
/// full width is one, too.
std::optional<std::pair<Filter, std::size_t>> ShortcutName(std::string_view word) {
  std::size_t colon = 0;
  while (colon < word.size() && IsAsciiLetter(word[colon])) ++colon;
  std::size_t value = colon;
  if (colon == word.size()) return std::nullopt;
  const char32_t sign = base::NextCharacter(word, value);
  if (sign != U':' && sign != U'\uFF1A') return std::nullopt;
  const std::string name = base::AsciiLower(word.substr(0, colon));
  Filter condition;
  condition.is = name == "id" ? Filter::Is::kId : Filter::Is::kFacet;
  if (name != "id") {
    const Result<Facet> facet = ParseFacet(name);
    if (!facet) return std::nullopt;
    condition.facet = *facet;
  }
  return std::pair(std::move(condition), value);
}

}  // namespace

std::vector<Shortcut> FindShortcuts(std::string_view query) {
  std::vector<Shortcut> shortcuts;
  const bool pasted = query.size() > kMaxQueryBytes || query.find('\n') != std::string_view::npos;
  if (pasted || query.find_first_of(":\xEF") == std::string_view::npos) return shortcuts;
  const std::vector<Item> items = Lexer(query).Items();
  std::vector<std::string_view> words;  // All else.
  for (std::size_t i = 0; i < items.size() && shortcuts.size() < kMaxShortcuts; ++i) {
    const Item& item = items[i];
    const bool apart = i == 0 || items[i - 1].end < item.begin;
    const std::size_t minus = item.minus ? item.minus_size : 0;
    auto named = item.quoted || !apart ? std::nullopt : ShortcutName(item.text.substr(minus));
    if (!named) {
      if (!item.quoted) words.push_back(item.text);
      continue;
    }
    const std::size_t value = minus + named->second;
    Shortcut shortcut{std::move(named->first), {}, {}, item.minus, item.begin, item.end};
    const bool quoted =
        i + 1 < items.size() && items[i + 1].quoted && items[i + 1].begin == item.end;
    if (value == item.text.size() && quoted) {
      shortcut.value = shortcut.bare = items[i + 1].text;
      shortcut.end = items[i + 1].end;
    } else if (value < item.text.size() && !quoted) {
      shortcut.value = item.text.substr(value);
      const std::string_view body = Body({item.text.substr(value), 0, 0, false, false, 0});
      shortcut.bare = body;
    }
    if (IsBlank(shortcut.value)) {
      words.push_back(item.text);
    } else {
      shortcuts.push_back(std::move(shortcut));
    }
  }
  if (LooksLogged(words)) shortcuts.clear();
  return shortcuts;
}

ParsedQuery ParseQuery(std::string_view query) {
  ParsedQuery parsed;
  parsed.text = query;
  if (query.size() > kMaxQueryBytes || query.find('\n') != std::string_view::npos) return parsed;
  const std::vector<Item> items = Lexer(query).Items();
  const Line line(items);
  std::string text;
  std::size_t at = 0;
  bool word = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    text.append(query.substr(at, item.begin - at));
    at = item.end;
    if (line.Excludes(i)) {
      parsed.excluded.push_back({std::string(Body(item)), item.quoted});
    } else if (item.quoted) {
      if (!IsBlank(item.text)) parsed.phrases.emplace_back(item.text);
      text.append(1, ' ').append(item.text).append(1, ' ');
    } else {
      text.append(item.text);
      word = word || HasWord(item.text);
    }
  }
  // Nothing but exclusions finds nothing: then the minus was only a dash.
  if (IsBlank(text)) {
    parsed.excluded.clear();
    parsed.phrases.clear();
    return parsed;
  }
  parsed.text = std::move(text);
  parsed.only_phrases = !parsed.phrases.empty() && !word;
  return parsed;
}

}  // namespace funnel::query
