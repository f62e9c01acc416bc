// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/romaji.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

constexpr char32_t kFirstKana = 0x3041, kLastKana = 0x3096, kLongMark = 0x30FC;
constexpr char32_t kFirstKatakana = 0x30A1, kLastKatakana = 0x30F6, kToHiragana = 0x60;
constexpr char32_t kSmallTsu = 0x3063;

/// From U+3041 on. Capitals are the small kana, which change what stands before them.
constexpr std::array<std::string_view, kLastKana - kFirstKana + 1> kKana = {
    "A",  "a",  "I",  "i",  "U",  "u",  "E",  "e",  "O",  "o",  "ka", "ga", "ki", "gi", "ku",
    "gu", "ke", "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo",
    "ta", "da", "ti", "zi", "",   "tu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne",
    "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu", "pu", "he", "be", "pe", "ho", "bo",
    "po", "ma", "mi", "mu", "me", "mo", "YA", "ya", "YU", "yu", "YO", "yo", "ra", "ri", "ru",
    "re", "ro", "WA", "wa", "i",  "e",  "wo", "N",  "vu", "ka", "ke"};

bool IsVowel(char c) { return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Lets a small kana change the syllable before it: きゃ, ファ, ティ, ウェ, シェ.
void Shorten(std::string_view small, std::string& before) {
  const char vowel = before.empty() ? '\0' : before.back();
  const bool alone = before.size() < 2 || IsVowel(before[before.size() - 2]);
  if (!IsVowel(vowel)) return;
  if (small.size() == 2) {  // A small ya, yu, yo or wa.
    if (!alone) before.pop_back();
  } else if (vowel == 'u' && alone) {
    before.back() = 'w';
  } else if (vowel == 'i' && !alone) {
    before.back() = 'y';
  } else if (!alone) {
    before.pop_back();
  }
}

}  // namespace

bool IsKana(char32_t c) {
  return (c >= kFirstKana && c <= kLastKana) || (c >= kFirstKatakana && c <= kLastKatakana) ||
         c == kLongMark;
}

std::string_view WithoutLongVowel(std::string_view text, std::string_view more) {
  if (!text.empty() && !more.empty() && IsVowel(more.front()) && text.back() == more.front()) {
    more.remove_prefix(1);
  }
  return more;
}

void AppendKana(std::string_view kana, std::size_t place, bool as_one, SoundText& sound) {
  bool doubled = false;
  for (std::size_t at = 0; at < kana.size();) {
    const std::size_t begin = at;
    char32_t c = base::NextCharacter(kana, at);
    if (c >= kFirstKatakana && c <= kLastKatakana) c -= kToHiragana;
    if (c < kFirstKana || c > kLastKana) continue;
    if (c == kSmallTsu) {
      doubled = true;
      continue;
    }
    const std::string_view latin = kKana[c - kFirstKana];
    const std::size_t source = as_one ? place : place + begin;
    std::string syllable;
    for (const char letter : latin) syllable += latin == "N" ? letter : Lower(letter);
    if (latin.front() >= 'A' && latin.front() <= 'Z' && latin != "N") {
      Shorten(latin, sound.bytes);
      sound.at.resize(sound.bytes.size());
    } else if (doubled && !IsVowel(syllable.front()) && syllable != "N") {
      sound.Append(syllable.substr(0, 1), source);
    }
    doubled = false;
    sound.Append(WithoutLongVowel(sound.bytes, syllable), source);
  }
}

namespace {

/// What is typed before a vowel, and what it is with `i` and with other vowels; the longest first.
struct Onset {
  std::string_view typed, with_i, with_other;
};
constexpr Onset kOnsets[] = {
    {"shy", "sy", "sy"}, {"chy", "ty", "ty"}, {"sh", "s", "sy"}, {"ch", "t", "ty"},
    {"ts", "t", "t"},    {"jy", "zy", "zy"},  {"dz", "z", "z"},  {"th", "t", "t"},
    {"dh", "d", "d"},    {"j", "z", "zy"},    {"f", "h", "h"},   {"c", "t", "k"},
    {"q", "k", "k"},     {"l", "r", "r"},
};

class Parser {
 public:
  explicit Parser(std::string_view typed) : typed_(typed) {}

  std::vector<std::string> Forms() && {
    Go(0, {});
    return std::move(forms_);
  }

 private:
  static constexpr std::size_t kMostForms = 4;

  char At(std::size_t i) const { return i < typed_.size() ? typed_[i] : '\0'; }

  void Go(std::size_t at, std::string out) {
    while (at < typed_.size()) {
      const char c = typed_[at];
      const char next = At(at + 1);
      if (c == 'n' || (c == 'm' && (next == 'b' || next == 'p'))) {
        if (!TakeN(at, out)) return;
      } else if (c < 'a' || c > 'z') {
        if (c != ' ') out += c;
        ++at;
      } else if (c == next && !IsVowel(c)) {
        at = Double(at, out);
      } else {
        at = TakeOnset(at, out);
      }
    }
    if (forms_.size() < kMostForms) forms_.push_back(std::move(out));
  }

  /// ん or the beginning of な; false where both were gone into.
  bool TakeN(std::size_t& at, std::string& out) {
    const char next = At(at + 1);
    const bool syllable = IsVowel(next) || next == 'y';
    if (typed_[at] == 'n' && next == '\0') {  // Not known yet.
      if (forms_.size() < kMostForms) forms_.push_back(out + 'n');
      out += 'N';
      ++at;
    } else if (typed_[at] == 'n' && syllable) {
      out += 'n';
      ++at;
    } else if (next == 'n' && (IsVowel(At(at + 2)) || At(at + 2) == 'y')) {
      Go(at + 1, out + 'N');  // konnichi
      Go(at + 2, out + 'N');  // As input methods have it: kinnen is 禁煙.
      return false;
    } else {
      out += 'N';
      at += next == 'n' ? 2 : 1;
    }
    return true;
  }

  /// A consonant that is typed twice.
  std::size_t Double(std::size_t at, std::string& out) const {
    const std::string onset = OnsetAt(at + 1).first;
    out += onset.empty() ? typed_[at] : onset.front();
    return at + 1;
  }

  /// What the consonants at a place are, and behind them.
  std::pair<std::string, std::size_t> OnsetAt(std::size_t at) const {
    const std::string_view rest = typed_.substr(at);
    for (const Onset& onset : kOnsets) {
      if (!rest.starts_with(onset.typed)) continue;
      const std::size_t behind = at + onset.typed.size();
      const char vowel = At(behind);
      // An onset that is not finished is its first letter: of "sh" comes "si" or "sya".
      const bool open = vowel == '\0';
      return {std::string(open           ? onset.with_i.substr(0, 1)
                          : vowel == 'i' ? onset.with_i
                                         : onset.with_other),
              behind};
    }
    return {std::string(rest.substr(0, 1)), at + 1};
  }

  std::size_t TakeOnset(std::size_t at, std::string& out) const {
    if (typed_.substr(at).starts_with("tch")) {  // In Hepburn's way: matchi.
      out += 't';
      ++at;
    }
    if (IsVowel(typed_[at])) {
      out += WithoutLongVowel(out, typed_.substr(at, 1));
      return at + 1;
    }
    auto [onset, behind] = OnsetAt(at);
    out += onset;
    return behind;
  }

  std::string_view typed_;
  std::vector<std::string> forms_;
};

}  // namespace

std::vector<std::string> RomajiForms(std::string_view typed) { return Parser(typed).Forms(); }

}  // namespace funnel::text
