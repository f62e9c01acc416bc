// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/text_breaks.h"

#include <unicode/locid.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"

namespace funnel::answer {
namespace {

using Iterator = std::unique_ptr<icu::BreakIterator>;

/// What is longer without a break is no word: a key, a hash, a line of dashes. Shorter than any
/// snippet, so that something is left of it.
constexpr std::int32_t kLongestWord = 80;

using Make = icu::BreakIterator*(const icu::Locale&, UErrorCode&);

/// An iterator over `text`. Making one takes longer than a snippet may, and none may be shared:
/// each is a clone of one that is made once.
template <Make make>
icu::BreakIterator& Over(const icu::UnicodeString& text, Iterator& iterator) {
  static const Iterator prototype = [] {
    UErrorCode status = U_ZERO_ERROR;
    Iterator made(make(icu::Locale::getRoot(), status));
    base::CheckIcu(status, "the boundaries of lines, words and characters");
    return made;
  }();
  if (iterator == nullptr) {
    iterator.reset(prototype->clone());
    iterator->setText(text);
  }
  return *iterator;
}

}  // namespace

TextBreaks::TextBreaks(std::string_view text, std::size_t begin, std::size_t end) {
  begin = base::CharacterBegin(text, begin);
  text = text.substr(0, base::CharacterEnd(text, end));
  const auto most = static_cast<std::int32_t>(text.size() - begin);  // A byte is a unit at most.
  bytes_.reserve(text.size() - begin + 1);
  char16_t* units = text_.getBuffer(most + 1);
  for (std::size_t at = begin; at < text.size();) {
    const auto byte = static_cast<std::uint32_t>(at);
    const char32_t c = base::NextCharacter(text, at);
    if (c >= 0x10000) {
      units[bytes_.size()] = U16_LEAD(c);
      bytes_.push_back(byte);
    }
    units[bytes_.size()] = c >= 0x10000 ? U16_TRAIL(c) : static_cast<char16_t>(c);
    bytes_.push_back(byte);
  }
  text_.releaseBuffer(static_cast<std::int32_t>(bytes_.size()));
  bytes_.push_back(static_cast<std::uint32_t>(text.size()));
}

icu::BreakIterator& TextBreaks::Lines() const {
  return Over<icu::BreakIterator::createLineInstance>(text_, lines_);
}
icu::BreakIterator& TextBreaks::Words() const {
  return Over<icu::BreakIterator::createWordInstance>(text_, words_);
}
icu::BreakIterator& TextBreaks::Clusters() const {
  return Over<icu::BreakIterator::createCharacterInstance>(text_, clusters_);
}

std::int32_t TextBreaks::Unit(std::size_t at, bool after) const {
  const auto found = std::lower_bound(bytes_.begin(), bytes_.end(), at);
  if (found == bytes_.end()) return text_.length();
  const auto unit = static_cast<std::int32_t>(found - bytes_.begin());
  return after || *found == at || unit == 0 ? unit : text_.getChar32Start(unit - 1);
}

bool TextBreaks::IsCut(std::int32_t unit) const {
  return Lines().isBoundary(unit) && Words().isBoundary(unit);
}

std::size_t TextBreaks::CutBefore(std::size_t at) const {
  const std::int32_t unit = Unit(at, false);
  std::int32_t cut = unit;
  while (cut > 0 && !IsCut(cut) && unit - cut <= kLongestWord) cut = Lines().preceding(cut);
  return unit - cut <= kLongestWord ? bytes_[cut] : ClusterBefore(at);
}

std::size_t TextBreaks::CutAfter(std::size_t at) const {
  const std::int32_t unit = Unit(at, true);
  const std::int32_t end = text_.length();
  std::int32_t cut = unit;
  while (cut < end && !IsCut(cut) && cut - unit <= kLongestWord) cut = Lines().following(cut);
  return cut - unit <= kLongestWord ? bytes_[cut] : ClusterAfter(at);
}

std::size_t TextBreaks::ClusterBefore(std::size_t at) const {
  const std::int32_t unit = Unit(at, false);
  if (Clusters().isBoundary(unit)) return bytes_[unit];
  return bytes_[Clusters().preceding(unit)];
}

std::size_t TextBreaks::ClusterAfter(std::size_t at) const {
  const std::int32_t unit = Unit(at, true);
  if (Clusters().isBoundary(unit)) return bytes_[unit];
  return bytes_[Clusters().following(unit)];
}

}  // namespace funnel::answer
