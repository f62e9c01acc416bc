// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/store/forward/facet.h"
#include "indexer/store/forward/load_number.h"

// The values of the facets in a segment of forward records (forward_table.h). Many documents have
// the same ones: a list of values is there once, and each document has the number of its list. All
// numbers are little-endian:
//
//   u32  l, the lists; u32 m, their members; u32 t, the bytes of all texts
//   6 x u32    the first value of each facet, in the order of Facet; then v, the number of values
//   n x id     of each document: its list
//   l+1 x u32  where the members of each list begin
//   m x id     values; those of a list rise
//   2v+1 x u32 where the texts of each value begin: its key, and what is written, which is empty
//              where it is the same as the key
//   t bytes    the texts; values are sorted by facet, key and what is written
//
// An id of one thing takes no byte, of up to 256 one, of up to 65,536 two, else four.

namespace funnel::store {

/// How many bytes an id takes where there are so many.
constexpr int FacetIdBytes(std::size_t count) {
  return count <= 1 ? 0 : count <= 256 ? 1 : count <= 65'536 ? 2 : 4;
}

/// Facets in memory. Const functions are thread-safe, and read within the bytes whatever these say:
/// what is wrong there is no list and no value.
class FacetTable {
 public:
  FacetTable() = default;

  /// `bytes`, which must outlive it, is all of it, for so many documents; nullopt where its parts
  /// are not so large together or lists overlap.
  static std::optional<FacetTable> Open(std::string_view bytes, std::size_t documents);

  /// The list of document `i`, below the number of documents.
  std::uint32_t ListOf(std::size_t i) const { return lists_of_.At(i); }

  std::uint32_t lists() const { return lists_; }
  std::uint32_t values() const { return first_[kFacetCount]; }

  /// Hands the number of each value in a list to `visit`; each is below values().
  template <class Visit>
  void ForEach(std::uint32_t list, Visit&& visit) const {
    if (list >= lists_) return;
    const std::uint32_t end = Number(begins_, list + std::size_t{1});
    for (std::uint32_t at = Number(begins_, list); at < end; ++at) {
      const std::uint32_t value = values_of_.At(at);
      if (value < values()) visit(value);
    }
  }

  /// The values of a facet are those from First to before End.
  std::uint32_t First(Facet facet) const { return first_[static_cast<std::size_t>(facet)]; }
  std::uint32_t End(Facet facet) const { return first_[static_cast<std::size_t>(facet) + 1]; }

  /// ForEach, for the values of one facet.
  template <class Visit>
  void ForEach(std::uint32_t list, Facet facet, Visit&& visit) const {
    const std::uint32_t first = First(facet);
    const std::uint32_t end = End(facet);
    ForEach(list, [&](std::uint32_t value) {
      if (value >= first && value < end) visit(value);
    });
  }

  /// Value `i`, below values().
  FacetView Value(std::uint32_t i) const;

 private:
  struct Ids {
    std::string_view bytes;
    int width = 0;

    std::uint32_t At(std::size_t i) const {
      const char* const at = bytes.data() + i * static_cast<std::size_t>(width);
      switch (width) {
        case 0:
          return 0;
        case 1:
          return static_cast<unsigned char>(*at);
        case 2:
          return LoadNumber<std::uint16_t>(at);
        default:
          return LoadNumber<std::uint32_t>(at);
      }
    }
  };

  static std::uint32_t Number(std::string_view bytes, std::size_t i) {
    return LoadNumber<std::uint32_t>(bytes.data() + i * 4);
  }

  bool ListsRise(std::uint32_t members) const;
  std::string_view Text(std::size_t i) const;

  std::uint32_t lists_ = 0;
  std::array<std::uint32_t, kFacetCount + 1> first_ = {};
  Ids lists_of_, values_of_;
  std::string_view begins_, text_begins_, texts_;
};

}  // namespace funnel::store
