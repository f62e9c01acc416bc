// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/hindi_latin.h"

#include <array>
#include <cstddef>
#include <vector>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

constexpr char32_t kAnusvara = 0x0902, kVisarga = 0x0903, kVirama = 0x094D;
constexpr char32_t kFirstVowel = 0x0904, kFirstConsonant = 0x0915, kLastConsonant = 0x0939;
constexpr char32_t kFirstSign = 0x093E, kLastSign = 0x094C;

/// From U+0904.
constexpr std::array<std::string_view, kFirstConsonant - kFirstVowel> kVowels = {
    "a", "a", "a", "i", "i", "u", "u", "ri", "li", "e", "e", "e", "ai", "o", "o", "o", "au"};
/// From U+0915; as the fold of what is typed leaves them.
constexpr std::array<std::string_view, kLastConsonant - kFirstConsonant + 1> kConsonants = {
    "k",  "kh", "g", "gh", "n", "ch", "ch", "j",  "jh", "n", "t", "th", "d",
    "dh", "n",  "t", "th", "d", "dh", "n",  "n",  "p",  "f", "b", "bh", "m",
    "y",  "r",  "r", "l",  "l", "l",  "v",  "sh", "sh", "s", "h"};
/// From U+093E.
constexpr std::array<std::string_view, kLastSign - kFirstSign + 1> kSigns = {
    "a", "i", "i", "u", "u", "ri", "ri", "e", "e", "e", "ai", "o", "o", "o", "au"};

/// What one character of Devanagari, with its vowel, is.
struct Unit {
  std::string_view consonant;  ///< Empty for a vowel that stands alone.
  std::string_view vowel;
  std::string_view behind;  ///< A nasal or a breath.
  std::size_t at = 0;
  bool inherent = false;  ///< The vowel is not written.
};

class Word {
 public:
  /// False where `c` is no Devanagari.
  bool Take(char32_t c, std::size_t at) {
    if (c >= kFirstConsonant && c <= kLastConsonant) {
      units_.push_back({kConsonants[c - kFirstConsonant], "a", {}, at, true});
    } else if (c >= kFirstVowel && c < kFirstConsonant) {
      units_.push_back({{}, kVowels[c - kFirstVowel], {}, at, false});
    } else if (units_.empty()) {
      return false;
    } else if (c >= kFirstSign && c <= kLastSign) {
      units_.back().vowel = kSigns[c - kFirstSign];
      units_.back().inherent = false;
    } else if (c == kVirama) {
      units_.back().vowel = {};
      units_.back().inherent = false;
    } else if (c == kAnusvara) {
      units_.back().behind = "n";
    } else if (c == kVisarga) {
      units_.back().behind = "h";
    } else {
      return false;
    }
    return true;
  }

  void AppendTo(SoundText& sound) {
    LeaveOutVowels();
    for (const Unit& unit : units_) {
      for (const std::string_view part : {unit.consonant, unit.vowel, unit.behind}) {
        // A letter twice is typed once.
        const bool twice =
            !part.empty() && !sound.bytes.empty() && sound.bytes.back() == part.front();
        sound.Append(part.substr(twice ? 1 : 0), unit.at);
      }
    }
    units_.clear();
  }

 private:
  void LeaveOutVowels() {
    for (std::size_t i = units_.size(); i-- > 1;) {
      Unit& unit = units_[i];
      if (!unit.inherent || !unit.behind.empty()) continue;
      const bool last = i + 1 == units_.size();
      const bool before_open =
          !last && !units_[i + 1].consonant.empty() && !units_[i + 1].vowel.empty();
      if (last || (before_open && !units_[i - 1].vowel.empty())) unit.vowel = {};
    }
  }

  std::vector<Unit> units_;
};

}  // namespace

SoundText HindiInLatin(const FoldedText& text) {
  SoundText sound;
  Word word;
  auto begins = text.words.begin();
  const std::string_view bytes = text.bytes;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    while (begins != text.words.end() && *begins < begin) ++begins;
    if (begins != text.words.end() && *begins == begin) {
      word.AppendTo(sound);
      sound.BeginWord();
    }
    const char32_t c = base::NextCharacter(bytes, at);
    if (word.Take(c, begin)) continue;
    word.AppendTo(sound);
    sound.Append(bytes.substr(begin, at - begin), begin);
  }
  word.AppendTo(sound);
  while (!sound.words.empty() && sound.words.back() >= sound.bytes.size()) sound.words.pop_back();
  return sound;
}

std::string RomanHindi(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char c = typed[i];
    const char next = i + 1 < typed.size() ? typed[i + 1] : '\0';
    const char before = out.empty() ? '\0' : out.back();
    if (c == 'e' && next == 'e') c = 'i', ++i;
    if (c == 'o' && next == 'o') c = 'u', ++i;
    if (c == 'e' && next == 'r') c = 'a';
    if (c == 'e' && next == 'i') ++i;
    if (c == 'p' && next == 'h') c = 'f', ++i;
    if (c == 'c' && next != 'h') c = 'k';
    if (c == 'c' && next == 'h' && typed.substr(i + 2).starts_with('h')) ++i;
    if (c == 'w') c = 'v';
    if (c == 'z') c = 'j';
    if (c == 'q') c = 'k';
    if (c == 'm' && (next == 'b' || next == 'p')) c = 'n';
    if (c != before || c == ' ') out += c;
  }
  return out;
}

}  // namespace funnel::text
