// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace funnel::answer {

/// Where a text may be cut, by ICU's boundaries. A place is a byte of the text.
class TextBreaks {
 public:
  /// Knows the whole characters from `begin` to `end` only, and has places at both ends: give it
  /// what is near the cut, not an article. `end` may lie behind the text. Keeps no view of `text`.
  TextBreaks(std::string_view text, std::size_t begin, std::size_t end);
  explicit TextBreaks(std::string_view text) : TextBreaks(text, 0, text.size()) {}

  /// The last place at or before `at` where a line may end: between words (dictionaries find them
  /// in scripts without spaces), never before a full stop or behind an opening bracket. What has no
  /// such place for eighty characters is cut between two grapheme clusters.
  std::size_t CutBefore(std::size_t at) const;
  /// The first such place at or after `at`.
  std::size_t CutAfter(std::size_t at) const;

  /// The last place at or before `at`, or the first at or after it, between two grapheme clusters.
  std::size_t ClusterBefore(std::size_t at) const;
  std::size_t ClusterAfter(std::size_t at) const;

 private:
  std::int32_t Unit(std::size_t at, bool after) const;
  bool IsCut(std::int32_t unit) const;
  icu::BreakIterator& Lines() const;
  icu::BreakIterator& Words() const;
  icu::BreakIterator& Clusters() const;

  icu::UnicodeString text_;
  std::vector<std::uint32_t> bytes_;  ///< Where each unit begins, and the end.
  // Each is made when it is needed.
  mutable std::unique_ptr<icu::BreakIterator> lines_;
  mutable std::unique_ptr<icu::BreakIterator> words_;
  mutable std::unique_ptr<icu::BreakIterator> clusters_;
};

}  // namespace funnel::answer
