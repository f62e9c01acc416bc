// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/japanese.h"

#include <algorithm>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

constexpr char32_t kLongVowel = U'ー';
// JIS Z 8301 leaves the mark out from three sounds on; shorter words are told apart by it.
constexpr std::size_t kShortestWithMark = 4;
// In long words it is left out inside too (インターフェース, インタフェース).
constexpr std::size_t kLongWord = 6;

bool IsKatakana(char32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == kLongVowel; }

/// The large letter of a small vowel.
char32_t Large(char32_t small) { return small + 1; }
bool IsSmallVowel(char32_t c) {
  return c == U'ァ' || c == U'ィ' || c == U'ゥ' || c == U'ェ' || c == U'ォ';
}

/// ヴァ ヴィ ヴ ヴェ ヴォ as バ ビ ブ ベ ボ.
char32_t AfterV(char32_t vowel) {
  switch (vowel) {
    case U'ァ':
      return U'バ';
    case U'ィ':
      return U'ビ';
    case U'ェ':
      return U'ベ';
    case U'ォ':
      return U'ボ';
    default:
      return U'ブ';
  }
}

std::u32string OneSpelling(std::u32string_view word) {
  std::u32string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t next = i + 1 < word.size() ? word[i + 1] : U'\0';
    if (word[i] == U'ヴ') {
      out.push_back(AfterV(next));
      if (out.back() != U'ブ') ++i;
    } else if (word[i] == U'ウ' && IsSmallVowel(next)) {
      out.push_back(U'ウ');
      out.push_back(Large(next));
      ++i;
    } else if (word[i] == U'ェ' && next == U'イ') {
      out.push_back(U'ェ');
      out.push_back(kLongVowel);
      ++i;
    } else {
      out.push_back(word[i]);
    }
  }
  return out;
}

}  // namespace

std::string NormalizeKatakana(std::string_view word) {
  constexpr std::size_t kKatakanaBytes = 3;
  if (word.size() < 2 * kKatakanaBytes) return std::string(word);
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) {
    letters.push_back(base::NextCharacter(word, at));
    if (!IsKatakana(letters.back())) return std::string(word);
  }
  letters = OneSpelling(letters);
  if (letters.size() >= kLongWord) {
    std::erase(letters, kLongVowel);
  } else if (letters.size() >= kShortestWithMark && letters.back() == kLongVowel) {
    letters.pop_back();
  }
  std::string out;
  for (char32_t c : letters) base::AppendUtf8(c, out);
  return out;
}

bool IsOkurigana(char16_t c) {
  constexpr std::u16string_view kEndings = u"いきしちびみりぎえけせねめれげべわ";
  return kEndings.find(c) != std::u16string_view::npos;
}

}  // namespace funnel::text
