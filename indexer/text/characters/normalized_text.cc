// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/normalized_text.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <new>

#include "indexer/base/ascii.h"
#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/alike.h"
#include "indexer/text/characters/normalizers.h"
#include "indexer/text/characters/script.h"

namespace funnel::text {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B, kNonJoiner = 0x200C, kJoiner = 0x200D;
constexpr char16_t kThaiNikhahit = 0x0E4D, kThaiAa = 0x0E32, kThaiAm = 0x0E33;
constexpr char16_t kLaoNiggahita = 0x0ECD, kLaoAa = 0x0EB2, kLaoAm = 0x0EB3;

bool IsToneMark(char16_t c) { return (c >= 0x0E48 && c <= 0x0E4B) || (c >= 0x0EC8 && c <= 0x0ECB); }

/// Writes UTF-16 units, putting SARA AM together: nikhahit + AA, also with a tone mark between.
class UnitWriter {
 public:
  /// There is room for `room` units.
  UnitWriter(NormalizedText& out, std::int32_t room)
      : out_(out), units_(out.text.getBuffer(room + 1)) {
    if (units_ == nullptr) throw std::bad_alloc();
  }
  ~UnitWriter() { out_.text.releaseBuffer(size_); }
  UnitWriter(const UnitWriter&) = delete;
  UnitWriter& operator=(const UnitWriter&) = delete;

  void Append(char32_t c, std::uint32_t source) {
    if (c < 0x80) return Put(static_cast<char16_t>(c), source);
    if (IsLeftOut(c)) return;
    c = Alike(c);
    if (c < 0x10000) return Put(static_cast<char16_t>(c), source);
    Put(U16_LEAD(c), source);
    Put(U16_TRAIL(c), source);
  }

 private:
  /// What is not seen would part a word or a code from itself. A zero-width space parts words where
  /// no other space does; the joiners shape letters, but none of ASCII.
  bool IsLeftOut(char32_t c) const {
    if (c == kZeroWidthSpace) {
      return size_ == 0 || ScriptOf(units_[size_ - 1]) != Script::kCluster;
    }
    if (c == kNonJoiner || c == kJoiner) return size_ == 0 || units_[size_ - 1] < 0x80;
    return IsUnseen(c);
  }

  void Put(char16_t unit, std::uint32_t source) {
    if ((unit == kThaiAa || unit == kLaoAa) && Compose(unit)) return;
    units_[size_++] = unit;
    out_.source.push_back(source);
  }

  bool Compose(char16_t aa) {
    const char16_t ring = aa == kThaiAa ? kThaiNikhahit : kLaoNiggahita;
    const char16_t am = aa == kThaiAa ? kThaiAm : kLaoAm;
    if (size_ >= 1 && units_[size_ - 1] == ring) {
      units_[size_ - 1] = am;
      return true;
    }
    if (size_ >= 2 && units_[size_ - 2] == ring && IsToneMark(units_[size_ - 1])) {
      units_[size_ - 2] = units_[size_ - 1];
      units_[size_ - 1] = am;
      return true;
    }
    return false;
  }

  NormalizedText& out_;
  char16_t* units_;
  std::int32_t size_ = 0;
};

/// Whether the character around an accent that is typed for an apostrophe is of an alphabet that
/// has words with one.
bool TakesApostrophe(char32_t c) {
  switch (ScriptOf(static_cast<UChar32>(c))) {
    case Script::kLatin:
    case Script::kCyrillic:
    case Script::kGreek:
    case Script::kArmenian:
      return true;
    default:
      return false;
  }
}

constexpr std::string_view kAcute = "\xC2\xB4";

/// The text with the accents that stand alone within words (`, \u00B4) as apostrophes of the same
/// size. Between letters of ASCII a backquote is one: code is written so.
std::string WithApostrophes(std::string_view utf8) {
  constexpr std::string_view kModifier = "\xCA\xBC";  // U+02BC
  std::string text(utf8);
  for (std::size_t at = text.find('`'); at != text.npos; at = text.find('`', at + 1)) {
    if (at == 0 || at + 1 == text.size()) continue;
    std::size_t before_at = base::PreviousCharacter(text, at);
    std::size_t after_at = at + 1;
    const char32_t before = base::NextCharacter(text, before_at);
    const char32_t after = base::NextCharacter(text, after_at);
    const bool within_word = TakesApostrophe(before) && TakesApostrophe(after);
    if (within_word && (before >= 0x80 || after >= 0x80)) text[at] = '\'';
  }
  for (std::size_t at = text.find(kAcute); at != text.npos; at = text.find(kAcute, at + 1)) {
    text.replace(at, kAcute.size(), kModifier);
  }
  return text;
}

/// Traditional to Simplified for every BMP ideograph that has one simple form.
class HanTable {
 public:
  HanTable() : map_(kLastBmpHan - kFirstBmpHan + 1) {
    for (std::size_t i = 0; i < map_.size(); ++i) {
      map_[i] = static_cast<char16_t>(kFirstBmpHan + i);
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    base::CheckIcu(status, "the table of Simplified Han");
    // One call over all characters, each on its own line so that no rule sees two of them.
    icu::UnicodeString all;
    for (char16_t c : map_) all.append(c).append(u'\n');
    transliterator->transliterate(all);
    std::int32_t at = 0;
    for (char16_t& c : map_) {
      const std::int32_t line_end = all.indexOf(u'\n', at);
      if (line_end == at + 1) c = all[at];
      at = line_end + 1;
    }
  }
  char16_t operator()(char16_t c) const { return IsBmpHan(c) ? map_[c - kFirstBmpHan] : c; }

 private:
  std::vector<char16_t> map_;
};

}  // namespace

std::uint32_t NormalizedText::SourceEnd(std::int32_t unit) const {
  // Units that share one source character (a ligature taken apart) all begin at it: its end is
  // where the next source character begins.
  auto at = static_cast<std::size_t>(unit);
  const std::uint32_t last = source[at - 1];
  while (at + 1 < source.size() && source[at] <= last) ++at;
  return source[at];
}

NormalizedText Normalize(std::string_view utf8) {
  NormalizedText out;
  const std::int32_t size = base::IcuLength(utf8);
  out.source.reserve(utf8.size() + 1);
  if (base::IsAscii(utf8)) {
    char16_t* units = out.text.getBuffer(size + 1);
    for (std::int32_t i = 0; i < size; ++i) {
      units[i] = static_cast<char16_t>(utf8[i]);
      out.source.push_back(static_cast<std::uint32_t>(i));
    }
    out.text.releaseBuffer(size);
    out.source.push_back(static_cast<std::uint32_t>(size));
    return out;
  }
  std::string with_apostrophes;
  if (utf8.find('`') != utf8.npos || utf8.find(kAcute) != utf8.npos) {
    with_apostrophes = WithApostrophes(utf8);
    utf8 = with_apostrophes;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::Edits edits;
  std::string normal;
  normal.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&normal);
  Nfkc().normalizeUTF8(0, base::IcuPiece(utf8), sink, &edits, status);
  icu::Edits::Iterator spans = edits.getFineIterator();
  bool more = spans.next(status);
  base::CheckIcu(status, "a normalized text");
  UnitWriter writer(out, base::IcuLength(normal));  // No character has more units than bytes.
  for (std::size_t at = 0; at < normal.size();) {
    const auto i = static_cast<std::int32_t>(at);
    while (more && i >= spans.destinationIndex() + spans.newLength()) more = spans.next(status);
    std::int32_t source = size;
    if (more) {
      source = spans.sourceIndex() + (spans.hasChange() ? 0 : i - spans.destinationIndex());
    }
    const char32_t c = base::NextCharacter(normal, at);
    writer.Append(c, static_cast<std::uint32_t>(source));
  }
  out.source.push_back(static_cast<std::uint32_t>(utf8.size()));
  return out;
}

bool HasBmpHan(const icu::UnicodeString& text) {
  const std::u16string_view units(text.getBuffer(), static_cast<std::size_t>(text.length()));
  return std::any_of(units.begin(), units.end(), [](char16_t unit) { return IsBmpHan(unit); });
}

void FoldHan(std::span<char16_t> text) {
  static const HanTable table;
  for (char16_t& unit : text) {
    if (IsBmpHan(unit)) unit = table(unit);
  }
}

void FoldHan(icu::UnicodeString& text) {
  const std::int32_t size = text.length();
  FoldHan(std::span(text.getBuffer(size), static_cast<std::size_t>(size)));
  text.releaseBuffer(size);
}

std::string CaseFolded(const icu::UnicodeString& text, std::int32_t begin, std::int32_t end) {
  std::string word;
  word.reserve(static_cast<std::size_t>(end - begin));
  bool ascii = true;
  for (std::int32_t i = begin; i < end && ascii; ++i) {
    const char16_t c = text[i];
    ascii = c < 0x80;
    if (ascii) word.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  }
  if (ascii) return word;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      NfkcCasefold().normalize(text.tempSubStringBetween(begin, end), status);
  base::CheckIcu(status, "a text without case");
  word.clear();
  folded.toUTF8String(word);
  return word;
}

std::string WithoutMarks(std::string_view folded_word) {
  std::string plain(folded_word);
  if (base::IsAscii(folded_word)) return plain;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart = Nfd().normalize(base::IcuString(folded_word), status);
  base::CheckIcu(status, "a word taken apart");
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < apart.length(); ++i) {
    const char16_t c = apart[i];
    switch (c) {
      case 0x0111:
        bare.append(u'd');
        break;  // đ
      case 0x0142:
        bare.append(u'l');
        break;  // ł
      case 0x00F8:
        bare.append(u'o');
        break;  // ø
      case 0x0131:
        bare.append(u'i');
        break;  // dotless i
      case 0x00E6:
        bare.append(u"ae", 2);
        break;  // æ
      case 0x0153:
        bare.append(u"oe", 2);
        break;  // œ
      case 0x00FE:
        bare.append(u"th", 2);
        break;  // þ
      case 0x00F0:
        bare.append(u'd');
        break;  // ð
      default:
        if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
    }
  }
  plain.clear();
  bare.toUTF8String(plain);
  return plain;
}

std::string WithoutStress(std::string_view word) {
  std::string plain(word);
  for (const std::string_view accent : {"\u0300", "\u0301"}) {
    for (std::size_t at = plain.find(accent); at != plain.npos; at = plain.find(accent, at)) {
      plain.erase(at, accent.size());
    }
  }
  return plain;
}

}  // namespace funnel::text
