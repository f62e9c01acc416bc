// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// A text in NFKC, letter case kept, with the way back to its source.
struct NormalizedText {
  icu::UnicodeString text;
  /// The byte of the source at which each UTF-16 unit of `text` begins; one more entry holds the
  /// source's size.
  std::vector<std::uint32_t> source;

  std::uint32_t SourceBegin(std::int32_t unit) const { return source[unit]; }
  /// One past the last source byte of the units before `unit`.
  std::uint32_t SourceEnd(std::int32_t unit) const;
};

/// Brings `utf8` into NFKC. Bad bytes become U+FFFD. The vowel sign that NFKC takes apart in Thai
/// and Lao (SARA AM) is put together again, because dictionaries and people write it as one;
/// apostrophes, hyphens and the digits of all scripts become the plain ones (Alike), and what is
/// not seen of a text (IsUnseen) is left out. Throws what base::IcuLength and base::CheckIcu do.
NormalizedText Normalize(std::string_view utf8);

/// Whether `text` has any character that IsBmpHan.
bool HasBmpHan(const icu::UnicodeString& text);

/// Folds Traditional Han to Simplified in place; every character keeps its UTF-16 index. The table
/// is ICU's, read character by character once per process.
void FoldHan(icu::UnicodeString& text);
void FoldHan(std::span<char16_t> text);

/// `text` between two units, case-folded (NFKC_Casefold), as UTF-8.
std::string CaseFolded(const icu::UnicodeString& text, std::int32_t begin, std::int32_t end);

/// A case-folded Latin word without accents and tone marks ("mật" -> "mat", "straße" is "strasse"
/// already, "đ" -> "d"); the same word if it has none.
std::string WithoutMarks(std::string_view folded_word);

/// A Cyrillic or Greek word in NFKC without the accents that say where its stress is ("по́чта") and
/// that are no part of a letter.
std::string WithoutStress(std::string_view word);

}  // namespace funnel::text
