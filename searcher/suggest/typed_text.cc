// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/typed_text.h"

#include <algorithm>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/text/readings/hindi_latin.h"
#include "indexer/text/readings/pinyin.h"
#include "indexer/text/readings/romaji.h"

namespace funnel::suggest {
namespace {

using schema::SuggestLane;

/// More ways to read romaji are not followed.
constexpr std::size_t kMostForms = 4;

/// Letters of ASCII only; capitals are letters of Hangul.
bool IsLatin(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool AllKana(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    if (!text::IsKana(base::NextCharacter(folded, at))) return false;
  }
  return true;
}

std::vector<std::string_view> PartsOf(const text::FoldedText& folded) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < folded.parts.size(); ++i) {
    const std::size_t begin = folded.parts[i];
    const std::size_t end = i + 1 < folded.parts.size() ? folded.parts[i + 1] : folded.bytes.size();
    std::string_view part = std::string_view(folded.bytes).substr(begin, end - begin);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

/// The romaji of one part; none where it cannot be typed so.
std::vector<std::string> RomajiOf(std::string_view part) {
  if (IsLatin(part)) return text::RomajiForms(part);
  if (!AllKana(part)) return {};
  text::SoundText sound;
  text::AppendKana(part, 0, true, sound);
  if (sound.bytes.empty()) return {};
  return {std::move(sound.bytes)};
}

void AddPinyin(const std::vector<std::string_view>& parts, TypedText& typed) {
  std::string whole;
  bool latin = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    latin = latin && IsLatin(parts[i]);
    whole += parts[i];
    if (!IsLatin(parts[i])) continue;
    for (const SuggestLane lane : {SuggestLane::kSound, SuggestLane::kInitials}) {
      typed.parts[i].push_back({lane, std::string(parts[i])});
    }
  }
  if (!latin) return;
  for (const SuggestLane lane : {SuggestLane::kSound, SuggestLane::kInitials}) {
    typed.whole.push_back({lane, whole});
  }
}

void AddRomaji(const std::vector<std::string_view>& parts, TypedText& typed) {
  std::vector<std::string> wholes = {{}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::vector<std::string> forms = RomajiOf(parts[i]);
    std::vector<std::string> longer;
    for (const std::string& form : forms) {
      typed.parts[i].push_back({SuggestLane::kSound, form});
      for (const std::string& whole : wholes) {
        if (longer.size() == kMostForms) break;
        longer.push_back(whole + std::string(text::WithoutLongVowel(whole, form)));
      }
    }
    wholes = std::move(longer);
  }
  for (std::string& whole : wholes) {
    typed.whole.push_back({SuggestLane::kSound, std::move(whole)});
  }
}

void AddHindi(std::string_view folded, const std::vector<std::string_view>& parts,
              TypedText& typed) {
  bool latin = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    latin = latin && IsLatin(parts[i]);
    if (IsLatin(parts[i])) {
      typed.parts[i].push_back({SuggestLane::kSound, text::RomanHindi(parts[i])});
    }
  }
  if (latin) typed.whole.push_back({SuggestLane::kSound, text::RomanHindi(folded)});
}

}  // namespace

TypedReader::TypedReader(std::string_view text) : folded_(text::Fold(text)) {
  const std::string pinyin = text::WithPinyin(text);
  zhuyin_ = pinyin != text;
  if (zhuyin_) with_pinyin_ = text::Fold(pinyin);
}

bool TypedReader::is_ascii() const {
  return std::all_of(folded_.bytes.begin(), folded_.bytes.end(), [](char c) {
    return c == ' ' || c == '+' || c == '#' || IsLatin({&c, 1});
  });
}

TypedText TypedReader::In(std::string_view ranking_language) const {
  const bool chinese = ranking_language == "zh";
  const text::FoldedText& folded = chinese && zhuyin_ ? with_pinyin_ : folded_;
  const std::vector<std::string_view> parts = PartsOf(folded);
  TypedText typed;
  typed.whole.push_back({SuggestLane::kWritten, folded_.bytes});
  for (const std::string_view part : parts) {
    typed.parts.push_back({{SuggestLane::kWritten, std::string(part)}});
  }
  if (chinese) AddPinyin(parts, typed);
  if (ranking_language == "ja") AddRomaji(parts, typed);
  if (ranking_language == "hi") AddHindi(folded.bytes, parts, typed);
  return typed;
}

}  // namespace funnel::suggest
