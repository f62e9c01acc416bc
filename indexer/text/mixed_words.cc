// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/mixed_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace funnel::text {
namespace {

/// Letters or digits on end, with what stands between two of them ("3.11", "10,000").
struct Part {
  bool digits = false;
  bool dotted = false;
  std::int32_t begin = 0;
  std::int32_t end = 0;

  std::int32_t size() const { return end - begin; }
};

constexpr std::size_t kMostParts = 4;

/// The parts of a word in `out`; how many, or kMostParts + 1 for more.
std::size_t PartsOf(const icu::UnicodeString& text, const Word& word,
                    std::array<Part, kMostParts>& out) {
  std::size_t count = 0;
  for (std::int32_t i = word.begin; i < word.end;) {
    const UChar32 c = text.char32At(i);
    const std::int32_t next = text.moveIndex32(i, 1);
    const bool digit = u_isdigit(c) != 0;
    const bool letter = !digit && u_isalpha(c) != 0;
    if (count == 0 || (digit && !out[count - 1].digits) || (letter && out[count - 1].digits)) {
      if (count == kMostParts) return kMostParts + 1;
      out[count++] = {digit, false, i, i};
    }
    // What ends a number belongs to nothing.
    Part& part = out[count - 1];
    if (digit || letter || !part.digits) part.end = next;
    part.dotted = part.dotted || (part.digits && c == '.');
    i = next;
  }
  return count;
}

bool IsHexadecimal(const icu::UnicodeString& text, const Word& word) {
  constexpr std::int32_t kShortest = 8;
  const auto lower = [&](std::int32_t i) { return text[i] | 0x20; };
  if (word.end - word.begin > 2 && text[word.begin] == '0' && lower(word.begin + 1) == 'x') {
    return true;
  }
  if (word.end - word.begin < kShortest) return false;
  for (std::int32_t i = word.begin; i < word.end; ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (!digit && (lower(i) < 'a' || lower(i) > 'f')) return false;
  }
  return true;
}

/// Whether people set the parts of a Latin word apart, too.
bool AreSetApart(const icu::UnicodeString& text, std::span<const Part> parts) {
  const bool version =
      std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.dotted; });
  if (version) return true;
  const Part& first = parts.front();
  switch (parts.size()) {
    case 2:
      return first.digits ? first.size() > 1 || parts[1].size() > 1 : first.size() > 1;
    case 3:
      if (!first.digits) return first.size() > 1 && parts[2].size() > 1;
      return parts[1].size() > 1 || text[parts[1].begin] == 'x';
    default:
      return false;
  }
}

}  // namespace

void AddApart(const icu::UnicodeString& text, const Word& word, std::vector<Word>& out) {
  std::array<Part, kMostParts> all;
  const std::size_t count = PartsOf(text, word, all);
  const bool apart = count > 1 && count <= kMostParts &&
                     (word.script != Script::kLatin ||
                      (!IsHexadecimal(text, word) && AreSetApart(text, {all.data(), count})));
  if (!apart) {
    out.push_back(word);
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back({all[i].begin, all[i].end, all[i].digits ? Script::kDigit : word.script});
  }
}

}  // namespace funnel::text
