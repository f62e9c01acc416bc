// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/readings.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/base/ranking_language.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/readings/hindi_latin.h"
#include "indexer/text/readings/japanese_reading.h"
#include "indexer/text/readings/pinyin.h"
#include "indexer/text/segmenter.h"

namespace funnel::text {
namespace {

using schema::SuggestLane;

bool HasOtherThanAscii(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

/// Each character of Han can be the beginning of a word: dictionaries part words otherwise than
/// readers do.
void AddHan(const std::string& folded, std::vector<std::uint32_t>& begins) {
  const auto words = static_cast<std::ptrdiff_t>(begins.size());
  for (std::size_t at = 0; at < folded.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = base::NextCharacter(folded, at);
    if (ScriptOf(static_cast<UChar32>(c)) == Script::kHan) begins.push_back(begin);
  }
  std::inplace_merge(begins.begin(), begins.begin() + words, begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
}

}  // namespace

class Readings::Impl {
 public:
  FoldedText Folded(std::string_view text) {
    // Only scripts without spaces need a dictionary, and none of these is ASCII.
    return Fold(text, HasOtherThanAscii(text) ? &Words() : nullptr);
  }

  SoundText Sound(std::string_view text, const FoldedText& folded, SuggestLane lane,
                  std::string_view lang) {
    const std::string language = base::RankingLanguage(lang);
    if (language == "zh") {
      if (!pinyin_) pinyin_.emplace();
      const SoundText sound = pinyin_->Of(folded);
      return lane == SuggestLane::kInitials ? Pinyin::InitialsOf(folded, sound) : sound;
    }
    if (lane == SuggestLane::kInitials) return {};
    if (language == "hi") return HindiInLatin(folded);
    if (language == "ja") return japanese_.Of(text, folded);
    return {};
  }

  std::vector<Reading> Of(std::string_view text, std::string_view lang) {
    std::vector<Reading> readings;
    const FoldedText folded = Folded(text);
    if (folded.bytes.empty()) return readings;
    Reading written{SuggestLane::kWritten, folded.bytes, folded.words};
    AddHan(folded.bytes, written.begins);
    readings.push_back(std::move(written));
    if (!HasOtherThanAscii(folded.bytes)) return readings;
    for (const SuggestLane lane : {SuggestLane::kSound, SuggestLane::kInitials}) {
      SoundText sound = Sound(text, folded, lane, lang);
      sound.bytes.resize(std::min(sound.bytes.size(), schema::kMostSuggestBytes));
      while (!sound.words.empty() && sound.words.back() >= sound.bytes.size()) {
        sound.words.pop_back();
      }
      if (sound.words.empty()) continue;
      readings.push_back({lane, std::move(sound.bytes), std::move(sound.words)});
    }
    return readings;
  }

 private:
  Segmenter& Words() {
    if (!segmenter_) segmenter_.emplace();
    return *segmenter_;
  }

  std::optional<Segmenter> segmenter_;
  std::optional<Pinyin> pinyin_;
  JapaneseReading japanese_;
};

Readings::Readings() : impl_(std::make_unique<Impl>()) {}
Readings::~Readings() = default;
Readings::Readings(Readings&&) noexcept = default;
Readings& Readings::operator=(Readings&&) noexcept = default;

std::vector<Reading> Readings::Of(std::string_view text, std::string_view lang) {
  return impl_->Of(text, lang);
}

FoldedText Readings::Folded(std::string_view text) { return impl_->Folded(text); }

SoundText Readings::Sound(std::string_view text, const FoldedText& folded, SuggestLane lane,
                          std::string_view lang) {
  return impl_->Sound(text, folded, lane, lang);
}

}  // namespace funnel::text
