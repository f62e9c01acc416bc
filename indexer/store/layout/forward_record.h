// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"

namespace funnel::store {

/// What a forward record keeps of a word, in 32 bits. From the lowest: 21 bits of a hash of its
/// main form (the stem where it has one) without marks, 8 bits of one of the main form itself, and
/// three flags. So a word that is typed without its marks is compared by the first 21, any other by
/// 29. That is enough to recognise a query's few words in
/// the articles that hold it.
using WordTag = std::uint32_t;

inline constexpr WordTag kBareBits = (1U << 21) - 1;
inline constexpr WordTag kMainBits = (1U << 29) - 1;
inline constexpr WordTag kStopFlag = 1U << 29;     ///< A function word.
inline constexpr WordTag kHeadingFlag = 1U << 30;  ///< In a heading of the text.
inline constexpr WordTag kBreakFlag = 1U << 31;    ///< A field, line or sentence begins here.

/// The tag of a word, without flags. `bare` is `main` without its marks.
WordTag TagOf(std::string_view main, std::string_view bare);

/// Whether terms of `lane` are parts of words, of which a record has those of its title.
constexpr bool IsPart(Lane lane) {
  return lane == Lane::kNgram || lane == Lane::kGram || lane == Lane::kChar ||
         lane == Lane::kSyllable || lane == Lane::kCluster;
}

/// Whether a word counts as a number: it has a digit.
bool IsNumber(std::string_view word);

/// A 16-bit name of a part of a word of a title.
using PartTag = std::uint16_t;
PartTag PartTagOf(std::string_view index_term);

/// Where a record's words stand, in their order.
enum class RecordField : std::uint8_t { kTitle, kSummary, kSymptoms, kText };
inline constexpr std::size_t kRecordFields = 4;

/// What stands for a family in records and columns: never 0.
std::uint64_t FamilyHash(std::string_view family);

/// What stage 2 of the ranking reads of an article: all of it, as word tags in their order.
struct RecordContent {
  struct TitleWord {
    bool number = false;         ///< It has a digit.
    std::vector<PartTag> parts;  ///< At most kMostParts.
  };

  std::uint32_t length = 0;   ///< Of the document, as BM25 counts it.
  std::uint32_t updated = 0;  ///< 20240302 for the 2nd of March 2024; 0: not said.
  std::uint64_t family = 0;   ///< FamilyHash.
  std::vector<WordTag> words[kRecordFields];
  std::vector<TitleWord> title;       ///< One for each word of the title.
  std::vector<std::uint32_t> places;  ///< The byte of Article::text at which each of its words is.
};

inline constexpr std::size_t kMostTitleWords = 255;
inline constexpr std::size_t kMostParts = 127;

/// Of the text of a longer article the record has the beginning, one half of so many words, and of
/// the rest the same number of words from each heading on (where there are none: from places evenly
/// apart).
inline constexpr std::size_t kRecordTextWords = 2048;

/// The place of every word of so many is kept.
inline constexpr std::size_t kPlaceStep = 32;

/// Layout, little endian: u32 length; u32 updated; u64 family; u32 number of words of each of the
/// four fields; all words, u32 each; the place of the first word of the text and of every 32nd
/// behind it, u32 each; then for each word of the title a byte (the number of its parts; the
/// highest bit: it has a digit) and its parts, u16 each.
std::string EncodeForward(const RecordContent& content);

/// A read-only view of an encoded record, which must outlive it. A damaged one reads as empty.
/// Nothing is decoded but what is asked for.
class ForwardRecord {
 public:
  explicit ForwardRecord(std::string_view encoded);

  std::uint32_t length() const { return length_; }
  std::uint32_t updated() const { return updated_; }
  std::uint64_t family() const { return family_; }
  std::size_t word_count() const { return word_count_; }
  /// The first `title_size()` words are the title's.
  std::size_t title_size() const { return begin_[1]; }
  /// True if the record may not have all of a long text.
  bool bounded() const { return word_count_ - begin_[kRecordFields - 1] >= kRecordTextWords; }
  std::size_t begin(RecordField field) const { return begin_[static_cast<std::size_t>(field)]; }

  WordTag word(std::size_t i) const {
    WordTag tag;
    std::memcpy(&tag, words_.data() + i * sizeof tag, sizeof tag);
    return tag;
  }

  /// Where in Article::text word `i`, one of the text, begins: exactly for every 32nd, between
  /// these as if all words were of one length.
  std::uint32_t PlaceOf(std::size_t i) const;

  /// Calls `visit(word, number, parts)` for each word of the title; `parts` is a view of PartTags
  /// (two bytes each, little endian).
  template <typename Visit>
  void TitleWords(Visit&& visit) const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < title_size() && at < parts_.size(); ++i) {
      const auto head = static_cast<unsigned char>(parts_[at++]);
      const std::size_t bytes = (head & kMostParts) * sizeof(PartTag);
      if (bytes > parts_.size() - at) return;
      visit(i, (head & 0x80) != 0, parts_.substr(at, bytes));
      at += bytes;
    }
  }

 private:
  std::uint32_t length_ = 0;
  std::uint32_t updated_ = 0;
  std::uint64_t family_ = 0;
  std::size_t word_count_ = 0;
  std::size_t begin_[kRecordFields + 1] = {};
  std::string_view words_;
  std::string_view places_;
  std::string_view parts_;
};

}  // namespace funnel::store
