// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/base/utf8.h"
#include "indexer/text/readings/pinyin.h"

namespace funnel::text {
namespace {

constexpr char32_t kFirst = 0x3105, kLast = 0x3129;
constexpr std::size_t kInitials = 21;  ///< The first letters are initials; then finals, medials.
constexpr std::size_t kFinals = 13;

constexpr std::array<std::string_view, kInitials> kInitialLatin = {
    "b", "p", "m", "f",  "d",  "t",  "n", "l", "g", "k", "h",
    "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"};
constexpr std::array<std::string_view, kFinals> kFinalLatin = {
    "a", "o", "e", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "er"};

enum Medial : std::uint8_t { kNone, kI, kU, kV };

/// The rime of a medial and a final (0: none, else one more than its number) behind an initial, and
/// as a syllable of its own. As pinyin has it (ISO 7098).
std::string RimeOf(Medial medial, std::size_t final, bool alone) {
  static constexpr std::string_view kOf[3][kFinals + 1] = {
      {"i", "ia", "io", "ie", "ie", "iai", "iei", "iao", "iu", "ian", "in", "iang", "ing", "i"},
      {"u", "ua", "uo", "ue", "ue", "uai", "ui", "uao", "uou", "uan", "un", "uang", "ong", "u"},
      {"v", "va", "vo", "ve", "ve", "vai", "vei", "vao", "vou", "van", "vn", "vang", "iong", "v"}};
  static constexpr std::string_view kAlone[3][kFinals + 1] = {
      {"yi", "ya", "yo", "ye", "ye", "yai", "yei", "yao", "you", "yan", "yin", "yang", "ying",
       "yi"},
      {"wu", "wa", "wo", "we", "we", "wai", "wei", "wao", "wou", "wan", "wen", "wang", "weng",
       "wu"},
      {"yu", "yua", "yuo", "yue", "yue", "yuai", "yuei", "yuao", "yuou", "yuan", "yun", "yuang",
       "yong", "yu"}};
  if (medial == kNone) return final == 0 ? std::string() : std::string(kFinalLatin[final - 1]);
  return std::string((alone ? kAlone : kOf)[medial - 1][final]);
}

/// One syllable as its letters come.
class Syllable {
 public:
  /// False where the letter is of the next syllable.
  bool Take(std::size_t letter) {
    if (letter < kInitials) {
      if (initial_ != kNoInitial || medial_ != kNone || final_ > 0) return false;
      initial_ = letter;
    } else if (letter < kInitials + kFinals) {
      if (final_ > 0) return false;
      final_ = letter - kInitials + 1;
    } else {
      if (medial_ != kNone || final_ > 0) return false;
      medial_ = static_cast<Medial>(letter - kInitials - kFinals + 1);
    }
    return true;
  }

  bool empty() const { return initial_ == kNoInitial && medial_ == kNone && final_ == 0; }

  /// `whole`: nothing of it will come.
  std::string Latin(bool whole) const {
    const bool alone = initial_ == kNoInitial;
    std::string latin(alone ? std::string_view() : kInitialLatin[initial_]);
    if (medial_ == kNone && final_ == 0) {
      constexpr std::size_t kFirstSibilant = 14;  // Those that are a syllable by themselves: ㄓ.
      if (whole && initial_ >= kFirstSibilant) latin += 'i';
      return latin;
    }
    std::string rime = RimeOf(medial_, final_, alone);
    // ü is written u behind j, q and x.
    if (latin == "j" || latin == "q" || latin == "x") {
      if (rime.front() == 'v') rime.front() = 'u';
    }
    // What may go on is no more than begun: ㄉㄧ of ㄉㄧㄢ, ㄧ of ㄧㄠ.
    if (!whole && final_ == 0 && alone) rime.resize(1);
    return latin + rime;
  }

 private:
  static constexpr std::size_t kNoInitial = kInitials;
  std::size_t initial_ = kNoInitial;
  Medial medial_ = kNone;
  std::size_t final_ = 0;
};

/// The marks of the tones 2, 3, 4 and the neutral one.
bool IsTone(char32_t c) {
  return c == 0x02CA || c == 0x02C7 || c == 0x02CB || c == 0x02D9 || c == 0x02C9;
}

}  // namespace

std::string WithPinyin(std::string_view typed) {
  std::string out;
  Syllable syllable;
  const auto close = [&](bool whole) {
    if (!syllable.empty()) out += syllable.Latin(whole);
    syllable = {};
  };
  bool zhuyin = false;
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t begin = at;
    const char32_t c = base::NextCharacter(typed, at);
    if (c >= kFirst && c <= kLast) {
      zhuyin = true;
      if (!syllable.Take(c - kFirst)) {
        close(true);
        (void)syllable.Take(c - kFirst);
      }
    } else if (zhuyin && IsTone(c)) {
      close(true);
    } else {
      close(true);
      zhuyin = false;
      out += typed.substr(begin, at - begin);
    }
  }
  close(false);
  return out;
}

}  // namespace funnel::text
