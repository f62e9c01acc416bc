// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/latin.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace funnel::text {
namespace {

/// Replaces every `from` of `text`.
void Replace(std::string_view from, std::string_view to, std::string& text) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

struct Spelling {
  std::string_view letter;
  std::string_view spelled;
};

constexpr std::array kGerman = {Spelling{"ä", "ae"}, Spelling{"ö", "oe"}, Spelling{"ü", "ue"}};
constexpr std::array kNordic = {Spelling{"ä", "ae"}, Spelling{"æ", "ae"}, Spelling{"ö", "oe"},
                                Spelling{"ø", "oe"}, Spelling{"å", "aa"}};
constexpr std::array<std::string_view, 7> kNordicLanguages = {"da", "no", "nb", "nn",
                                                              "sv", "fi", "is"};

std::span<const Spelling> SpellingsOf(std::string_view lang) {
  if (lang == "de") return kGerman;
  const bool nordic =
      std::find(kNordicLanguages.begin(), kNordicLanguages.end(), lang) != kNordicLanguages.end();
  return nordic ? std::span<const Spelling>(kNordic) : std::span<const Spelling>();
}

bool IsVowel(char c) { return std::string_view("aeiouyq").find(c) != std::string_view::npos; }

}  // namespace

bool HasDotlessI(std::string_view lang) { return lang == "tr" || lang == "az"; }

std::string LowerDotlessI(std::string_view word) {
  std::string lower(word);
  Replace("I", "ı", lower);
  Replace("İ", "i", lower);
  return lower;
}

std::string WithOneI(std::string_view word) {
  std::string one(word);
  Replace("ı", "i", one);
  return one;
}

std::string WithoutDotOfI(std::string word) {
  Replace("i\u0307", "i", word);
  return word;
}

bool SpellsLettersOut(std::string_view lang) { return !SpellingsOf(lang).empty(); }

std::string SpelledOut(std::string_view word, std::string_view lang) {
  std::string out(word);
  for (const Spelling& spelling : SpellingsOf(lang)) {
    Replace(spelling.letter, spelling.spelled, out);
  }
  return out == word ? std::string() : out;
}

std::string SpelledIn(std::string_view word, std::string_view lang) {
  std::string in;
  const std::span<const Spelling> spellings = SpellingsOf(lang);
  for (std::size_t at = 0; at < word.size() && !spellings.empty();) {
    const bool spelled = std::any_of(
        spellings.begin(), spellings.end(),
        [&](const Spelling& spelling) { return word.substr(at).starts_with(spelling.spelled); });
    // "neue", "bauen", "quer": the two vowels are of two sounds.
    const bool two_sounds = at > 0 && IsVowel(word[at - 1]);
    in.push_back(word[at]);
    at += spelled && !two_sounds ? 2 : 1;
  }
  return in.size() == word.size() ? std::string() : in;
}

void NormalizeVietnameseTone(std::string& word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kForms = {
      {{"oà", "òa"},
       {"oá", "óa"},
       {"oả", "ỏa"},
       {"oã", "õa"},
       {"oạ", "ọa"},
       {"oè", "òe"},
       {"oé", "óe"},
       {"oẻ", "ỏe"},
       {"oẽ", "õe"},
       {"oẹ", "ọe"},
       {"uỳ", "ùy"},
       {"uý", "úy"},
       {"uỷ", "ủy"},
       {"uỹ", "ũy"},
       {"uỵ", "ụy"}}};
  if (word.size() < 3 || (static_cast<unsigned char>(word.back()) & 0x80) == 0) return;
  for (const auto& [from, to] : kForms) {
    if (!word.ends_with(from)) continue;
    word.replace(word.size() - from.size(), from.size(), to);
    return;
  }
}

}  // namespace funnel::text
