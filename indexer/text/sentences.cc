// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <memory>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/sentence_end.h"

namespace funnel::text {
namespace {

/// What closes a sentence together with its mark.
constexpr std::array<std::string_view, 8> kClosers = {")", "]", "\"", "'", "”", "’", "」", "』"};

std::size_t CloserAt(std::string_view text) {
  for (const std::string_view closer : kClosers) {
    if (text.starts_with(closer)) return closer.size();
  }
  return 0;
}

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// True if what stands before a full stop is an initial or a number that counts: "J. Smith",
/// "im 18. Jahrhundert".
bool EndsAbbreviated(std::string_view before) {
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = 0;
  while (digits < before.size() && IsDigit(before[before.size() - 1 - digits])) ++digits;
  if (digits > 0) {
    return digits <= kMostDigits &&
           (digits == before.size() || IsSpace(before[before.size() - 1 - digits]));
  }
  if (before.empty()) return false;
  std::size_t at = base::PreviousCharacter(before, before.size());
  const std::size_t letter = at;
  return u_isupper(static_cast<UChar32>(base::NextCharacter(before, at))) != 0 &&
         (letter == 0 || IsSpace(before[letter - 1]));
}

/// True if a small letter stands at `at`: no sentence begins with it.
bool IsLower(std::string_view text, std::size_t at) {
  return at < text.size() && u_islower(static_cast<UChar32>(base::NextCharacter(text, at))) != 0;
}

}  // namespace

std::vector<std::string> SplitSentences(std::string_view paragraph) {
  const icu::UnicodeString text = base::IcuString(paragraph);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  base::CheckIcu(status, "the boundaries of sentences");
  std::vector<std::string> sentences;
  breaks->setText(text);
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    icu::UnicodeString sentence(text, begin, end - begin);
    sentence.trim();
    if (!sentence.isEmpty()) sentence.toUTF8String(sentences.emplace_back());
    begin = end;
  }
  return sentences;
}

std::vector<std::size_t> SentenceEnds(std::string_view paragraph) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < paragraph.size();) {
    const std::size_t stop = at;
    const SentenceEnd end = SentenceEndOf(base::NextCharacter(paragraph, at));
    if (end == SentenceEnd::kNone) continue;
    while (const std::size_t closer = CloserAt(paragraph.substr(at))) at += closer;
    const bool sure = end == SentenceEnd::kAlways;
    const bool space = at < paragraph.size() && IsSpace(paragraph[at]);
    if (!sure && !space) continue;
    while (at < paragraph.size() && IsSpace(paragraph[at])) ++at;
    if (!sure && (EndsAbbreviated(paragraph.substr(0, stop)) || IsLower(paragraph, at))) continue;
    if (at < paragraph.size()) ends.push_back(at);
  }
  ends.push_back(paragraph.size());
  return ends;
}

}  // namespace funnel::text
