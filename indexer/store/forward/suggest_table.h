// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/schema/suggest_lane.h"
#include "indexer/store/forward/load_number.h"

// What can be suggested of the documents of a segment (forward_table.h): an array of the places
// where what is typed can begin, sorted by the text from there on, so that all that begin alike lie
// side by side. An entry is a text of a document; entries are numbered by language, those of one by
// how soon they are suggested: the lower number first. All numbers are little-endian:
//
//   u32  e, the entries; u32 g, the languages; u32 w, the bytes of the number of a question
//   g x { u32 the end of its entries, 16 bytes the language, filled up with zeros }
//   e x s      the document: its place in the table
//   e x w      0: its title; n: the n-th of its questions
//   for each lane (schema::SuggestLane):
//     u32  t, the bytes of its texts; u32 p, its places; u32 b, the bits of an offset; u32 the
//     bytes of a place (s: as few as the largest of these numbers takes; for others by e and t)
//   for each lane that has places:
//     e+1 x s    where the text of each entry begins
//     p x s      places: the number of the entry << b | the offset in its text
//     t bytes    texts
//   4 bytes of zeros
//
// Nothing of all that is there where there are no entries.

namespace funnel::store {

inline constexpr std::size_t kSuggestLanguageBytes = 16;

/// The table in memory. Const functions are thread-safe, and read within the bytes whatever these
/// say.
class SuggestTable {
 public:
  using Lane = schema::SuggestLane;

  /// Without entries.
  SuggestTable() = default;

  /// `bytes`, which must outlive it, is all of it, for so many documents; nullopt where its parts
  /// are not so large together.
  static std::optional<SuggestTable> Open(std::string_view bytes, std::size_t documents);

  std::uint32_t entries() const { return entries_; }

  /// The entries of one language.
  struct Language {
    std::string_view tag;
    std::uint32_t begin = 0, end = 0;
  };
  const std::vector<Language>& languages() const { return languages_; }

  /// Of an entry, below entries(): the index of its document, below the number of documents; and
  /// which of its texts it is.
  std::uint32_t DocumentOf(std::uint32_t entry) const;
  std::uint32_t NumberOf(std::uint32_t entry) const;

  /// The text of an entry; empty where it has none in that lane.
  std::string_view Text(Lane lane, std::uint32_t entry) const;

  /// Places side by side, from `begin` to before `end`.
  struct Range {
    std::uint32_t begin = 0, end = 0;

    std::uint32_t size() const { return end - begin; }
    bool empty() const { return begin == end; }
  };
  Range All(Lane lane) const { return {0, Of(lane).places}; }

  /// Those whose text goes on with `more` behind its first `depth` bytes, which are the same in all
  /// of `range`.
  Range Narrow(Lane lane, Range range, std::size_t depth, std::string_view more) const;

  struct Place {
    std::uint32_t entry = 0, offset = 0;
  };
  /// Place `i` of a range. Its entry may be none of the table's where the bytes are damaged.
  Place At(Lane lane, std::uint32_t i) const {
    const LaneBytes& of = Of(lane);
    const char* const at = of.place_bytes.data() + std::size_t{i} * of.width;
    // Behind the places there are always 4 bytes more.
    const std::uint32_t place = LoadNumber<std::uint32_t>(at) & of.mask;
    return {place >> of.offset_bits, place & of.offset_mask};
  }

  /// The text from a place on.
  std::string_view From(Lane lane, std::uint32_t i) const {
    const Place place = At(lane, i);
    const std::string_view text = place.entry < entries_ ? Text(lane, place.entry) : "";
    return text.substr(place.offset < text.size() ? place.offset : text.size());
  }

 private:
  struct LaneBytes {
    std::uint32_t places = 0, offset_bits = 0, offset_mask = 0, mask = 0;
    std::size_t width = 0;
    std::string_view begins, place_bytes, texts;
  };

  const LaneBytes& Of(Lane lane) const { return lanes_[static_cast<std::size_t>(lane)]; }

  std::uint32_t entries_ = 0;
  std::size_t documents_ = 0;
  std::size_t number_width_ = 0;
  std::vector<Language> languages_;
  std::string_view documents_of_, numbers_;
  std::array<LaneBytes, schema::kSuggestLanes> lanes_;
};

}  // namespace funnel::store
