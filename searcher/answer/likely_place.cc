// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/likely_place.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalized_text.h"

namespace funnel::answer {
namespace {

/// A term as it may stand in a text.
struct Needle {
  icu::UnicodeString text;
  TextMatch match;           ///< Without a place.
  bool begins_word = false;  ///< Not within a word of an alphabet.
  bool ends_word = false;
};

/// Scripts whose words stand apart and begin with what they mean: Latin, Greek, Cyrillic, Armenian.
bool IsAlphabetic(char16_t unit) { return unit < 0x0590 && u_isalpha(unit) != 0; }

bool IsWordUnit(char16_t unit) { return u_isalnum(unit) != 0; }

bool IsLookedFor(Lane lane, bool parts) {
  switch (lane) {
    case Lane::kWord:
    case Lane::kStem:
    case Lane::kGram:
    case Lane::kSyllable:
    case Lane::kCluster:
    case Lane::kIdentifier:
      return !parts;
    case Lane::kChar:
    case Lane::kNgram:
      return parts;  // Everywhere, so only where there is nothing else.
    default:
      return false;
  }
}

Needle MakeNeedle(const std::string& term, double weight, Lane lane) {
  Needle needle;
  const std::string_view text = TermText(term);
  needle.text = base::IcuString(text);
  needle.match.term = &term;
  needle.match.weight = weight;
  needle.match.lane = lane;
  const bool alphabetic = !needle.text.isEmpty() && IsAlphabetic(needle.text[0]);
  needle.begins_word = alphabetic && lane != Lane::kNgram;
  needle.ends_word = alphabetic && (lane == Lane::kWord || lane == Lane::kFold);
  // "batteri" is the stem of "battery".
  constexpr std::int32_t kShortStem = 5;
  if (lane == Lane::kStem && needle.text.length() >= kShortStem) {
    needle.text.truncate(needle.text.length() - 1);
  }
  return needle;
}

/// Finds many needles in one pass.
class NeedleTable {
 public:
  /// Those of one unit are everywhere: they are left out.
  explicit NeedleTable(std::vector<Needle> needles) : needles_(std::move(needles)) {
    std::erase_if(needles_, [](const Needle& needle) { return needle.text.length() < 2; });
    next_.resize(needles_.size() + 1);
    for (std::size_t i = 0; i < needles_.size(); ++i) {
      std::uint32_t& first = first_[Slot(needles_[i].text[0], needles_[i].text[1])];
      next_[i + 1] = first;
      first = static_cast<std::uint32_t>(i + 1);
    }
  }

  bool empty() const { return needles_.empty(); }

  /// Adds the matches in `text`, in order of their first unit, with their places in units.
  void Find(const icu::UnicodeString& text, std::vector<TextMatch>& matches) const {
    const char16_t* units = text.getBuffer();
    const std::int32_t end = text.length();
    for (std::int32_t at = 0; at + 1 < end; ++at) {
      for (std::uint32_t i = first_[Slot(units[at], units[at + 1])]; i != 0; i = next_[i]) {
        const Needle& needle = needles_[i - 1];
        const std::int32_t after = at + needle.text.length();
        if (text.compare(at, needle.text.length(), needle.text) != 0) continue;
        if (needle.begins_word && at > 0 && IsWordUnit(units[at - 1])) continue;
        if (needle.ends_word && after < end && IsWordUnit(units[after])) continue;
        matches.push_back(needle.match);
        matches.back().span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(after)};
      }
    }
  }

 private:
  static constexpr std::size_t kSlots = 4096;
  static std::size_t Slot(char16_t first, char16_t second) {
    return (first * 61U + second) % kSlots;
  }

  std::vector<Needle> needles_;
  std::array<std::uint32_t, kSlots> first_{};  ///< One more than the index; 0: none.
  std::vector<std::uint32_t> next_;
};

/// Lower case without marks, by unit; every text keeps its length.
class UnitFolder {
 public:
  UnitFolder() {
    for (std::size_t unit = 0; unit < kTable; ++unit) {
      folded_[unit] = static_cast<char16_t>(u_foldCase(static_cast<UChar32>(unit), 0));
      bare_[unit] = folded_[unit];
      if (unit >= 0x0250 && unit < 0x1E00) continue;  // Only Latin is searched without marks.
      std::string word;
      icu::UnicodeString(static_cast<UChar32>(folded_[unit])).toUTF8String(word);
      const auto bare = base::IcuString(text::WithoutMarks(word));
      if (bare.length() == 1) bare_[unit] = bare[0];
    }
  }

  char16_t Fold(char16_t unit) const {
    if (unit < kTable) return folded_[unit];
    if (unit >= 0xFF01 && unit <= 0xFF5E) return folded_[unit - 0xFEE0];  // full width
    return unit < kFirstUncased ? static_cast<char16_t>(u_foldCase(unit, 0)) : unit;
  }

  /// Of a folded unit.
  char16_t Bare(char16_t unit) const { return unit < kTable ? bare_[unit] : unit; }

 private:
  static constexpr std::size_t kTable = 0x2000;  ///< All of Latin, Greek and Cyrillic.
  static constexpr char16_t kFirstUncased = 0x3000;
  std::array<char16_t, kTable> folded_{};
  std::array<char16_t, kTable> bare_{};
};

const UnitFolder& Folder() {
  static const UnitFolder folder;
  return folder;
}

icu::UnicodeString FoldedText(std::string_view utf8) {
  icu::UnicodeString text = base::IcuString(utf8);
  const std::int32_t size = text.length();
  char16_t* units = text.getBuffer(size);
  for (std::int32_t i = 0; i < size; ++i) units[i] = Folder().Fold(units[i]);
  text.releaseBuffer(size);
  if (text::HasBmpHan(text)) text::FoldHan(text);
  return text;
}

/// Takes the marks off; false if there were none.
bool TakeMarksOff(icu::UnicodeString& text) {
  const std::int32_t size = text.length();
  bool any = false;
  char16_t* units = text.getBuffer(size);
  for (std::int32_t i = 0; i < size; ++i) {
    const char16_t bare = Folder().Bare(units[i]);
    any = any || bare != units[i];
    units[i] = bare;
  }
  text.releaseBuffer(size);
  return any;
}

/// Turns the places of sorted `matches` from units into bytes of `text`.
void PlaceInBytes(std::string_view text, std::vector<TextMatch>& matches) {
  std::size_t byte = 0;
  std::uint32_t unit = 0;
  for (TextMatch& match : matches) {
    const std::uint32_t units = match.span.end - match.span.begin;
    for (; byte < text.size() && unit < match.span.begin; ++byte) {
      // A character of four bytes is two units.
      const bool two = static_cast<unsigned char>(text[byte]) >= 0xF0;
      if (!base::IsContinuation(text[byte])) unit += two ? 2 : 1;
    }
    byte = base::CharacterEnd(text, byte);
    std::size_t end = byte;
    for (std::uint32_t left = units; end < text.size() && left > 0; --left) {
      end = base::CharacterEnd(text, end + 1);
    }
    match.span = {static_cast<std::uint32_t>(byte), static_cast<std::uint32_t>(end)};
  }
}

/// The table of the terms that `wanted` chooses by their lane.
template <typename Wanted>
NeedleTable TableOf(const TermWeights& weights, Wanted&& wanted) {
  std::vector<Needle> needles;
  for (const auto& [term, weight] : weights) {
    const Lane lane = LaneOf(term);
    if (wanted(lane)) needles.push_back(MakeNeedle(term, weight, lane));
  }
  return NeedleTable(std::move(needles));
}

}  // namespace

class LikelyPlace::Impl {
 public:
  explicit Impl(const TermWeights& weights)
      : words_(TableOf(weights, [](Lane lane) { return IsLookedFor(lane, false); })),
        bare_(TableOf(weights, [](Lane lane) { return lane == Lane::kFold; })),
        parts_(TableOf(weights, [](Lane lane) { return IsLookedFor(lane, true); })) {}

  std::vector<TextMatch> Look(const icu::UnicodeString& folded) const {
    std::vector<TextMatch> matches;
    words_.Find(folded, matches);
    if (icu::UnicodeString text; !bare_.empty() && TakeMarksOff(text = folded)) {
      const auto marked = static_cast<std::ptrdiff_t>(matches.size());
      bare_.Find(text, matches);
      std::inplace_merge(
          matches.begin(), matches.begin() + marked, matches.end(),
          [](const TextMatch& a, const TextMatch& b) { return a.span.begin < b.span.begin; });
    }
    if (matches.empty()) parts_.Find(folded, matches);
    return matches;
  }

 private:
  NeedleTable words_;
  NeedleTable bare_;   ///< Sought where the text has lost its marks.
  NeedleTable parts_;  ///< Only where there are no words.
};

LikelyPlace::LikelyPlace(const TermWeights& weights)
    : impl_(std::make_unique<const Impl>(weights)) {}
LikelyPlace::~LikelyPlace() = default;

Span LikelyPlace::In(std::string_view text, std::uint32_t window) const {
  std::vector<TextMatch> matches = impl_->Look(FoldedText(text));
  if (matches.empty()) return {};
  PlaceInBytes(text, matches);
  return BestWindow(matches, window);
}

}  // namespace funnel::answer
