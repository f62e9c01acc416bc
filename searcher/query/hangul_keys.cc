// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/hangul_keys.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::query {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;
constexpr char32_t kFirstConsonant = 0x3131, kFirstVowel = 0x314F, kLastVowel = 0x3163;

// In the order of Unicode. A vowel or final of two keys is typed as its parts.
constexpr std::array<std::string_view, 19> kInitials = {
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"};
constexpr std::array<std::string_view, 21> kVowels = {"k",  "o",  "i",  "O",  "j",  "p",  "u",
                                                      "P",  "h",  "hk", "ho", "hl", "y",  "n",
                                                      "nj", "np", "nl", "b",  "m",  "ml", "l"};
constexpr std::array<std::string_view, 28> kFinals = {
    "",   "r",  "R", "rt", "s",  "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx",
    "fv", "fg", "a", "q",  "qt", "t",  "T",  "d", "w", "c",  "z",  "x",  "v",  "g"};
// The letters that stand alone.
constexpr std::array<std::string_view, 30> kConsonants = {
    "r",  "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv",
    "fg", "a", "q",  "Q", "qt", "t",  "T", "d", "w", "W",  "c",  "z",  "x",  "v",  "g"};

/// Where `keys` stand in a table; its size where they do not.
template <std::size_t kSize>
std::size_t Find(const std::array<std::string_view, kSize>& table, std::string_view keys) {
  return static_cast<std::size_t>(std::find(table.begin(), table.end(), keys) - table.begin());
}

/// Reads keys from the left.
class Typist {
 public:
  explicit Typist(std::string_view keys) : keys_(keys) {
    // Shift makes another letter of few keys only.
    for (char& key : keys_) {
      const bool capital = key >= 'A' && key <= 'Z';
      if (capital && std::string_view("QWERTOP").find(key) == std::string_view::npos) {
        key = static_cast<char>(key - 'A' + 'a');
      }
    }
  }

  std::string Type() {
    while (at_ < keys_.size()) {
      if (!IsVowel(at_) && IsVowel(at_ + 1) && Find(kInitials, Keys(1)) < kInitials.size()) {
        TypeSyllable();
      } else {
        TypeAlone();
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view Keys(std::size_t count) const {
    return std::string_view(keys_).substr(at_, count);
  }

  bool IsVowel(std::size_t at) const {
    return at < keys_.size() &&
           Find(kVowels, std::string_view(keys_).substr(at, 1)) < kVowels.size();
  }

  /// Takes the number of the longest of a table that the keys begin with; its size for none.
  template <std::size_t kSize>
  std::size_t Take(const std::array<std::string_view, kSize>& table) {
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
      const std::size_t number = Find(table, Keys(count));
      // Keys() is shorter at the end.
      if (number == kSize || Keys(count).size() < count) continue;
      at_ += count;
      return number;
    }
    return kSize;
  }

  void TypeSyllable() {
    const std::size_t initial = Find(kInitials, Keys(1));
    ++at_;
    const std::size_t vowel = Take(kVowels);
    base::AppendUtf8(
        static_cast<char32_t>(kFirstSyllable + (initial * kVowels.size() + vowel) * kFinals.size() +
                              TakeFinal()),
        out_);
  }

  /// A consonant before a vowel begins the next syllable.
  std::size_t TakeFinal() {
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
      if (Keys(count).size() < count || IsVowel(at_ + count)) continue;
      const std::size_t number = Find(kFinals, Keys(count));
      if (number == kFinals.size()) continue;
      at_ += count;
      return number;
    }
    return 0;
  }

  void TypeAlone() {
    if (const std::size_t vowel = Take(kVowels); vowel < kVowels.size()) {
      base::AppendUtf8(static_cast<char32_t>(kFirstVowel + vowel), out_);
    } else if (const std::size_t number = Find(kConsonants, Keys(1)); number < kConsonants.size()) {
      base::AppendUtf8(static_cast<char32_t>(kFirstConsonant + number), out_);
      ++at_;
    } else {
      out_ += keys_[at_++];
    }
  }

  std::string keys_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string KeysOfHangul(std::string_view text) {
  std::string keys;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (c >= kFirstSyllable && c <= kLastSyllable) {
      const std::size_t number = c - kFirstSyllable;
      keys += kInitials[number / kFinals.size() / kVowels.size()];
      keys += kVowels[number / kFinals.size() % kVowels.size()];
      keys += kFinals[number % kFinals.size()];
    } else if (c >= kFirstConsonant && c < kFirstVowel) {
      keys += kConsonants[c - kFirstConsonant];
    } else if (c >= kFirstVowel && c <= kLastVowel) {
      keys += kVowels[c - kFirstVowel];
    } else {
      base::AppendUtf8(c, keys);
    }
  }
  return keys;
}

std::string HangulOfKeys(std::string_view keys) { return Typist(keys).Type(); }

}  // namespace funnel::query
