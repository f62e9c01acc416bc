// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/likely_place.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/alike.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"

namespace funnel::answer {
namespace {

/// A term as it may stand in a text.
struct Needle {
  std::u16string text;
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
  const icu::UnicodeString units = base::IcuString(schema::TermText(term));
  needle.text.assign(units.getBuffer(), static_cast<std::size_t>(units.length()));
  text::FoldHan(needle.text);  // As the text is folded; Japanese terms have their own Han.
  needle.match.term = &term;
  needle.match.weight = weight;
  needle.match.lane = lane;
  const bool alphabetic = !needle.text.empty() && IsAlphabetic(needle.text[0]);
  needle.begins_word = alphabetic && lane != Lane::kNgram;
  needle.ends_word = alphabetic && (lane == Lane::kWord || lane == Lane::kFold);
  // "batteri" is the stem of "battery".
  constexpr std::size_t kShortStem = 5;
  if (lane == Lane::kStem && needle.text.size() >= kShortStem) needle.text.pop_back();
  return needle;
}

/// Finds many needles in one pass.
class NeedleTable {
 public:
  /// Those of one unit are everywhere: they are left out.
  explicit NeedleTable(std::vector<Needle> needles) : needles_(std::move(needles)) {
    std::erase_if(needles_, [](const Needle& needle) { return needle.text.size() < 2; });
    next_.resize(needles_.size() + 1);
    for (std::size_t i = 0; i < needles_.size(); ++i) {
      std::uint32_t& first = first_[Slot(needles_[i].text[0], needles_[i].text[1])];
      next_[i + 1] = first;
      first = static_cast<std::uint32_t>(i + 1);
    }
  }

  bool empty() const { return needles_.empty(); }

  /// Adds the matches in `text`, in order of their first unit, with their places in units.
  void Find(std::u16string_view text, std::vector<TextMatch>& matches) const {
    char16_t next = text.empty() ? u'\0' : text.front();
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      const char16_t here = std::exchange(next, text[at + 1]);
      for (std::uint32_t i = first_[Slot(here, next)]; i != 0; i = next_[i]) {
        const Needle& needle = needles_[i - 1];
        const std::size_t after = at + needle.text.size();
        if (!text.substr(at).starts_with(needle.text)) continue;
        if (needle.begins_word && at > 0 && IsWordUnit(text[at - 1])) continue;
        if (needle.ends_word && after < text.size() && IsWordUnit(text[after])) continue;
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
      folded_[unit] = static_cast<char16_t>(
          u_foldCase(static_cast<UChar32>(text::Alike(static_cast<char32_t>(unit))), 0));
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

/// A text of one unit for each character of it, or two where that is one of four bytes.
std::u16string FoldedText(std::string_view utf8) {
  const UnitFolder& folder = Folder();
  std::u16string text(utf8.size(), u'\0');  // No character has more units than bytes.
  char16_t* end = text.data();
  bool han = false;
  for (std::size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      *end++ = folder.Fold(static_cast<char16_t>(utf8[at++]));
      continue;
    }
    const char32_t c = base::NextCharacter(utf8, at);
    if (c > 0xFFFF) {
      *end++ = U16_LEAD(c);
      *end++ = U16_TRAIL(c);
      continue;
    }
    han = han || text::IsBmpHan(c);
    *end++ = folder.Fold(static_cast<char16_t>(c));
  }
  text.resize(static_cast<std::size_t>(end - text.data()));
  if (han) text::FoldHan(text);
  return text;
}

/// Takes the marks off; false if there were none.
bool TakeMarksOff(std::u16string& text) {
  const UnitFolder& folder = Folder();
  bool any = false;
  for (char16_t& unit : text) {
    const char16_t bare = folder.Bare(unit);
    any = any || bare != unit;
    unit = bare;
  }
  return any;
}

/// The byte of `text` at which the unit number `units` behind byte `from` begins.
std::uint32_t ByteOfUnit(std::string_view text, std::size_t from, std::uint32_t units) {
  for (; from < text.size(); ++from) {
    if (base::IsContinuation(text[from])) continue;
    if (units == 0) break;
    // A character of four bytes is two units.
    const std::uint32_t size = static_cast<unsigned char>(text[from]) >= 0xF0 ? 2 : 1;
    units -= std::min(units, size);
  }
  return static_cast<std::uint32_t>(from);
}

/// The table of the terms that `wanted` chooses by their lane.
template <typename Wanted>
NeedleTable TableOf(const TermWeights& weights, Wanted&& wanted) {
  std::vector<Needle> needles;
  for (const auto& [term, weight] : weights) {
    const Lane lane = schema::LaneOf(term);
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

  std::vector<TextMatch> Look(const std::u16string& folded) const {
    std::vector<TextMatch> matches;
    words_.Find(folded, matches);
    if (std::u16string text; !bare_.empty() && TakeMarksOff(text = folded)) {
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

Span LikelyPlace::In(std::string_view whole, std::uint32_t window, Span within) const {
  const std::size_t from = base::CharacterBegin(whole, within.begin);
  const std::string_view text = whole.substr(0, base::CharacterEnd(whole, within.end)).substr(from);
  const std::u16string folded = FoldedText(text);
  const std::vector<TextMatch> matches = impl_->Look(folded);
  if (matches.empty()) return {};
  const double units_each = static_cast<double>(folded.size()) / static_cast<double>(text.size());
  const Span units = BestWindow(matches, static_cast<std::uint32_t>(window * units_each));
  const std::uint32_t begin = ByteOfUnit(text, 0, units.begin);
  const std::uint32_t end = ByteOfUnit(text, begin, units.end - units.begin);
  const auto before = static_cast<std::uint32_t>(from);
  return {before + begin, before + end};
}

}  // namespace funnel::answer
