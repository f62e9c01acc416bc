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

/// Made once, as that takes longer than a snippet may; cloned for each use, as none may be shared.
struct Iterators {
  Iterators() {
    UErrorCode status = U_ZERO_ERROR;
    lines.reset(icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    clusters.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    base::CheckIcu(status, "the boundaries of lines, words and characters");
  }

  Iterator lines, words, clusters;
};

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
  static const Iterators prototypes;
  lines_.reset(prototypes.lines->clone());
  words_.reset(prototypes.words->clone());
  clusters_.reset(prototypes.clusters->clone());
  lines_->setText(text_);
  words_->setText(text_);
  clusters_->setText(text_);
}

std::int32_t TextBreaks::Unit(std::size_t at, bool after) const {
  const auto found = std::lower_bound(bytes_.begin(), bytes_.end(), at);
  if (found == bytes_.end()) return text_.length();
  const auto unit = static_cast<std::int32_t>(found - bytes_.begin());
  return after || *found == at || unit == 0 ? unit : text_.getChar32Start(unit - 1);
}

bool TextBreaks::IsCut(std::int32_t unit) const {
  return lines_->isBoundary(unit) && words_->isBoundary(unit);
}

std::size_t TextBreaks::CutBefore(std::size_t at) const {
  const std::int32_t unit = Unit(at, false);
  std::int32_t cut = unit;
  while (cut > 0 && !IsCut(cut) && unit - cut <= kLongestWord) cut = lines_->preceding(cut);
  return unit - cut <= kLongestWord ? bytes_[cut] : ClusterBefore(at);
}

std::size_t TextBreaks::CutAfter(std::size_t at) const {
  const std::int32_t unit = Unit(at, true);
  const std::int32_t end = text_.length();
  std::int32_t cut = unit;
  while (cut < end && !IsCut(cut) && cut - unit <= kLongestWord) cut = lines_->following(cut);
  return cut - unit <= kLongestWord ? bytes_[cut] : ClusterAfter(at);
}

std::size_t TextBreaks::ClusterBefore(std::size_t at) const {
  const std::int32_t unit = Unit(at, false);
  if (clusters_->isBoundary(unit)) return bytes_[unit];
  return bytes_[clusters_->preceding(unit)];
}

std::size_t TextBreaks::ClusterAfter(std::size_t at) const {
  const std::int32_t unit = Unit(at, true);
  if (clusters_->isBoundary(unit)) return bytes_[unit];
  return bytes_[clusters_->following(unit)];
}

}  // namespace funnel::answer
