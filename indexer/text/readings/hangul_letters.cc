// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/hangul_letters.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace funnel::text {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;
constexpr char32_t kFirstInitial = 0x1100, kFirstVowel = 0x1161, kFirstFinal = 0x11A8;
constexpr std::size_t kInitials = 19, kVowels = 21, kFinals = 27;

/// A consonant is one more than its number among the initials.
constexpr char kLastConsonant = 19;
constexpr char kFirstVowelByte = 'A', kLastVowelByte = 'N';

/// A ㅏ, B ㅐ, C ㅑ, D ㅒ, E ㅓ, F ㅔ, G ㅕ, H ㅖ, I ㅗ, J ㅛ, K ㅜ, L ㅠ, M ㅡ, N ㅣ.
constexpr std::array<std::string_view, kVowels> kVowelLetters = {
    "A",  "B", "C", "D",  "E",  "F",  "G", "H", "I",  "IA", "IB",
    "IN", "J", "K", "KE", "KF", "KN", "L", "M", "MN", "N"};

constexpr std::array<std::string_view, kFinals> kFinalLetters = {
    "\x01",     "\x02",     "\x01\x0A", "\x03",     "\x03\x0D", "\x03\x13", "\x04",
    "\x06",     "\x06\x01", "\x06\x07", "\x06\x08", "\x06\x0A", "\x06\x11", "\x06\x12",
    "\x06\x13", "\x07",     "\x08",     "\x08\x0A", "\x0A",     "\x0B",     "\x0C",
    "\x0D",     "\x0F",     "\x10",     "\x11",     "\x12",     "\x13"};

}  // namespace

bool AppendHangulLetters(char32_t c, std::string& out) {
  if (c >= kFirstSyllable && c <= kLastSyllable) {
    const std::size_t number = c - kFirstSyllable;
    const std::size_t final = number % (kFinals + 1);
    out += static_cast<char>(number / (kVowels * (kFinals + 1)) + 1);
    out += kVowelLetters[number / (kFinals + 1) % kVowels];
    if (final > 0) out += kFinalLetters[final - 1];
    return true;
  }
  if (c >= kFirstInitial && c < kFirstInitial + kInitials) {
    out += static_cast<char>(c - kFirstInitial + 1);
  } else if (c >= kFirstVowel && c < kFirstVowel + kVowels) {
    out += kVowelLetters[c - kFirstVowel];
  } else if (c >= kFirstFinal && c < kFirstFinal + kFinals) {
    out += kFinalLetters[c - kFirstFinal];
  } else {
    return false;
  }
  return true;
}

std::size_t CountHangulLetters(std::string_view folded) {
  return static_cast<std::size_t>(std::count_if(folded.begin(), folded.end(), [](char c) {
    return (c > 0 && c <= kLastConsonant) || (c >= kFirstVowelByte && c <= kLastVowelByte);
  }));
}

}  // namespace funnel::text
