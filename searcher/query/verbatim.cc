// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/verbatim.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/broken_lines.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"

namespace funnel::query {
namespace {

/// As articles are normalized, case-folded.
std::string Normal(std::string_view text, bool fold_han) {
  if (base::IsAscii(text)) return base::AsciiLower(text);
  text::NormalizedText normal = text::Normalize(text);
  if (fold_han) text::FoldHan(normal.text);
  return text::CaseFolded(normal.text, 0, normal.text.length());
}

bool IsWordCharacter(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

bool IsDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

text::Script ScriptOf(char32_t c) { return text::ScriptOf(static_cast<UChar32>(c)); }

char32_t At(std::string_view text, std::size_t at) {
  return at < text.size() ? base::NextCharacter(text, at) : U' ';
}

char32_t Before(std::string_view text, std::size_t at) {
  return at > 0 ? At(text, base::PreviousCharacter(text, at)) : U' ';
}

/// Whether two neighbours belong to one word.
bool Joined(char32_t a, char32_t b) {
  if (!IsWordCharacter(a) || !IsWordCharacter(b)) return false;
  const text::Script first = ScriptOf(a);
  const text::Script second = ScriptOf(b);
  const auto unspaced = [](text::Script script) {
    return text::IsCjk(script) || script == text::Script::kCluster;
  };
  if (unspaced(first) || unspaced(second)) return false;
  if (first == text::Script::kNone || second == text::Script::kNone) return true;  // a mark
  return first == second || first == text::Script::kDigit || second == text::Script::kDigit;
}

bool BeginsAt(std::string_view text, std::size_t at) {
  const char32_t first = At(text, at);
  const char32_t before = Before(text, at);
  if (!IsWordCharacter(first)) return !IsWordCharacter(before);  // ASP.NET is not .NET
  if (IsDigit(first) && (before == U'.' || before == U',')) {
    return !IsDigit(Before(text, base::PreviousCharacter(text, at)));
  }
  return !Joined(before, first);
}

bool EndsAt(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t at = base::PreviousCharacter(text, end);
  const char32_t last = At(text, at);
  const char32_t after = At(text, end);
  if (!IsWordCharacter(last)) return after != last;
  if (IsDigit(last) && (after == U'.' || after == U',')) return !IsDigit(At(text, end + 1));
  const bool letter = base::CountCharacters(text.substr(begin, end - begin)) == 1;
  if (letter && (after == U'+' || after == U'#')) return false;  // C++ is not C
  return ScriptOf(last) == text::Script::kHangul || !Joined(last, after);
}

/// Without the quotation marks, brackets and ends of sentences around it: not without a sign that a
/// name begins with (.NET) or ends with (C#).
std::string_view WithoutPunctuation(std::string_view word) {
  const auto is = [](char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
  };
  while (!word.empty()) {
    const std::size_t last = base::PreviousCharacter(word, word.size());
    if (!is(At(word, last), U".,;:!?)]}'\u2026\u3001\u3002\u061F\u0964")) break;
    word = word.substr(0, last);
  }
  while (!word.empty() && is(At(word, 0), U"([{'\u00BF\u00A1")) {
    std::size_t next = 0;
    base::NextCharacter(word, next);
    word.remove_prefix(next);
  }
  return word;
}

std::vector<std::string> WordsOf(const std::string& phrase) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= phrase.size();) {
    std::size_t next = at;
    const bool end = at == phrase.size() ||
                     u_isUWhiteSpace(static_cast<UChar32>(base::NextCharacter(phrase, next)));
    if (end) {
      const std::string_view word = std::string_view(phrase).substr(begin, at - begin);
      const std::string_view bare = WithoutPunctuation(word);
      if (!word.empty()) words.emplace_back(bare.empty() ? word : bare);
      begin = next;
    }
    if (at == phrase.size()) break;
    at = next;
  }
  return words;
}

/// The end of `words` from byte `at`, where the first of them stands; 0 if they do not.
std::size_t EndOf(std::string_view text, std::size_t at, const std::vector<std::string>& words) {
  constexpr std::size_t kMostBetween = 16;  // characters of punctuation and space
  if (!BeginsAt(text, at)) return 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      for (std::size_t left = kMostBetween; left > 0 && at < text.size(); --left) {
        if (text.substr(at).starts_with(words[i]) || IsWordCharacter(At(text, at))) break;
        base::NextCharacter(text, at);
      }
      if (!text.substr(at).starts_with(words[i])) return 0;
    }
    if (!EndsAt(text, at, at + words[i].size())) return 0;
    at += words[i].size();
  }
  return at;
}

}  // namespace

Verbatim::Verbatim(std::string_view phrase)
    : words_(WordsOf(Normal(phrase, false))), folded_(WordsOf(Normal(phrase, true))) {}

bool Verbatim::In(std::string_view text, std::string_view lang) const {
  const bool fold = lang != "ja";
  const std::vector<std::string>& words = fold ? folded_ : words_;
  if (words.empty()) return false;
  const std::string normal = Normal(text, fold);
  for (std::size_t at = normal.find(words.front()); at != std::string::npos;
       at = normal.find(words.front(), at + 1)) {
    if (EndOf(normal, at, words) > 0) return true;
  }
  return false;
}

bool Verbatim::In(const store::HitRecord& article) const {
  const auto has = [&](std::string_view text) { return In(text, article.lang); };
  if (has(article.title) || has(article.summary) || has(article.text)) return true;
  return article.format == BodyFormat::kPlain && has(text::JoinBrokenLines(article.text).text);
}

}  // namespace funnel::query
