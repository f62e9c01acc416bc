// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>

#include "indexer/base/utf8.h"
#include "indexer/schema/suggest_lane.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/normalizers.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/readings/hangul_letters.h"
#include "indexer/text/segmenter.h"

namespace funnel::text {
namespace {

/// More of a source is not looked at: what is left out of it can be much longer than what stays.
constexpr std::size_t kMostSourceBytes = 4 * schema::kMostSuggestBytes;

constexpr UChar32 kFirstKatakana = 0x30A1, kLastKatakana = 0x30F6, kToHiragana = 0x60;
constexpr UChar32 kCandrabindu = 0x0901, kAnusvara = 0x0902;
constexpr UChar32 kFirstThaiLeadingVowel = 0x0E40, kLastThaiLeadingVowel = 0x0E44;
constexpr UChar32 kThaiMaitaikhu = 0x0E47, kThaiThanthakhat = 0x0E4C;
constexpr UChar32 kFirstLaoLeadingVowel = 0x0EC0, kLastLaoLeadingVowel = 0x0EC4;

bool IsSpaceless(Script script) { return IsCjk(script) || script == Script::kCluster; }

/// Whether a mark can be left out when it is typed: by its combining class, accents, tones, vowel
/// points and nukta; not the signs of vowels, nor what voices kana.
bool IsLeftOut(UChar32 c) {
  if (c == kThaiMaitaikhu || c == kThaiThanthakhat) return true;
  const std::uint8_t order = u_getCombiningClass(c);
  return order == 7 || (order >= 10 && order <= 36) || order == 107 || order == 122 || order >= 200;
}

/// The letters that are no letter and a mark to Unicode; empty for others.
std::string_view PlainLetters(UChar32 c) {
  switch (c) {
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x00F0:
    case 0x0111:
      return "d";
    case 0x00F8:
      return "o";
    case 0x00FE:
      return "th";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x0153:
      return "oe";
    case 0x0649:  // Alef maksura, as yeh.
      return "\xD9\x8A";
    case 0x0629:  // Teh marbuta, as heh.
      return "\xD9\x87";
    default:
      return {};
  }
}

bool IsJoiner(UChar32 c) { return c == '\'' || c == '-' || c == '.'; }

class Folder {
 public:
  explicit Folder(const NormalizedText& source) : source_(source), units_(source.text) {
    if (HasBmpHan(units_)) FoldHan(units_);
    at_.reserve(static_cast<std::size_t>(units_.length()) + 1);
  }

  FoldedText Fold(Segmenter* segmenter) && {
    for (std::int32_t unit = 0; unit < units_.length();) {
      const UChar32 c = units_.char32At(unit);
      const std::int32_t next = units_.moveIndex32(unit, 1);
      const std::size_t before = out_.bytes.size();
      Take(c);
      if (out_.bytes.size() > schema::kMostSuggestBytes) {
        out_.bytes.resize(before);
        break;
      }
      // A space in front is no part of what the character stands for.
      at_.resize(static_cast<std::size_t>(next), static_cast<std::uint32_t>(begin_));
      out_.from.resize(out_.bytes.size(), source_.SourceBegin(unit));
      out_.to.resize(out_.bytes.size(), source_.SourceEnd(next));
      // A mark that is left out belongs to the letter before it.
      if (out_.bytes.size() == before && before > 0 && pending_ == Pending::kNothing) {
        out_.to.back() = source_.SourceEnd(next);
      }
      unit = next;
    }
    DropBehind(out_.parts);
    DropBehind(out_.words);
    if (spaceless_ && segmenter != nullptr) {
      for (const Word& word : segmenter->Words(units_)) {
        if (static_cast<std::size_t>(word.begin) >= at_.size()) break;
        const std::uint32_t begin = at_[static_cast<std::size_t>(word.begin)];
        if (begin < out_.bytes.size()) out_.words.push_back(begin);
      }
    }
    AddBehindLeadingVowels();
    std::sort(out_.words.begin(), out_.words.end());
    out_.words.erase(std::unique(out_.words.begin(), out_.words.end()), out_.words.end());
    return std::move(out_);
  }

 private:
  enum class Pending : std::uint8_t { kNothing, kJoiner, kSpace };

  void Take(UChar32 c) {
    begin_ = out_.bytes.size();
    if (u_isalnum(c) != 0) return TakeLetter(c);
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return;
    const bool in_word = pending_ == Pending::kNothing && !out_.bytes.empty();
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
      if (in_word) AppendBare(c);
    } else if ((c == '+' || c == '#') && in_word) {
      out_.bytes += static_cast<char>(c);  // C++, C#
    } else {
      pending_ = IsJoiner(c) && in_word ? Pending::kJoiner : Pending::kSpace;
    }
  }

  void TakeLetter(UChar32 c) {
    Script script = ScriptOf(c);
    if (script == Script::kDigit || script == Script::kNone) script = script_;
    const bool spaceless = IsSpaceless(script);
    spaceless_ = spaceless_ || spaceless;
    const bool first = out_.bytes.empty();
    if (pending_ == Pending::kSpace && !first && !spaceless && !IsSpaceless(script_)) {
      out_.bytes += ' ';
    }
    begin_ = out_.bytes.size();
    const auto begin = static_cast<std::uint32_t>(begin_);
    const bool other = script_ != Script::kNone && script != script_;
    if (first || pending_ == Pending::kSpace || other) out_.parts.push_back(begin);
    if (first || pending_ != Pending::kNothing || other) out_.words.push_back(begin);
    pending_ = Pending::kNothing;
    script_ = script;
    AppendLetter(c);
  }

  void AppendLetter(UChar32 c) {
    if (c < 0x80) {
      out_.bytes += static_cast<char>(u_tolower(c));
    } else if (c >= kFirstKatakana && c <= kLastKatakana) {
      base::AppendUtf8(static_cast<char32_t>(c - kToHiragana), out_.bytes);
    } else if (!AppendHangulLetters(static_cast<char32_t>(c), out_.bytes)) {
      icu::UnicodeString apart;
      const bool kana = ScriptOf(c) == Script::kKana;  // What voices them is no mark.
      if (kana || Nfd().getDecomposition(c, apart) == 0) return AppendBare(c);
      for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        AppendBare(apart.char32At(i));
      }
    }
  }

  void AppendBare(UChar32 c) {
    if (IsLeftOut(c)) return;
    c = u_foldCase(c == kCandrabindu ? kAnusvara : c, U_FOLD_CASE_DEFAULT);
    const std::string_view plain = PlainLetters(c);
    if (plain.empty()) {
      base::AppendUtf8(static_cast<char32_t>(c), out_.bytes);
    } else {
      out_.bytes += plain;
    }
  }

  void DropBehind(std::vector<std::uint32_t>& places) const {
    while (!places.empty() && places.back() >= out_.bytes.size()) places.pop_back();
  }

  /// The vowels that are written before their consonant are typed first, but the consonant is what
  /// the word begins with: both are its beginning.
  void AddBehindLeadingVowels() {
    const std::size_t count = out_.words.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t at = out_.words[i];
      const auto c = static_cast<UChar32>(base::NextCharacter(out_.bytes, at));
      const bool leading = (c >= kFirstThaiLeadingVowel && c <= kLastThaiLeadingVowel) ||
                           (c >= kFirstLaoLeadingVowel && c <= kLastLaoLeadingVowel);
      if (leading && at < out_.bytes.size()) out_.words.push_back(static_cast<std::uint32_t>(at));
    }
  }

  const NormalizedText& source_;
  icu::UnicodeString units_;
  std::vector<std::uint32_t> at_;  ///< Where each unit begins in the folded text.
  FoldedText out_;
  std::size_t begin_ = 0;  ///< Of the character that is taken.
  Pending pending_ = Pending::kNothing;
  Script script_ = Script::kNone;
  bool spaceless_ = false;
};

}  // namespace

FoldedText Fold(std::string_view text, Segmenter* segmenter) {
  if (text.size() > kMostSourceBytes) {
    text = text.substr(0, base::CharacterBegin(text, kMostSourceBytes));
  }
  const NormalizedText normalized = Normalize(text);
  return Folder(normalized).Fold(segmenter);
}

}  // namespace funnel::text
