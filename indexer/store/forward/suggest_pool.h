// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/forward/suggest_table.h"
#include "indexer/store/forward/suggest_text.h"

namespace funnel::store {

/// Collects what can be suggested of the documents of a segment that is written
/// (suggest_table.h). In memory are the bytes of EncodeSuggestible, and 8 for each document;
/// while Encode runs, the texts once more and 16 for each place.
class SuggestPool {
 public:
  /// Takes what EncodeSuggestible gave; the number of it, 0 for nothing.
  std::uint32_t Take(std::string_view suggestible);

  /// Takes over what a table has of its documents.
  class Import {
   public:
    /// Both must outlive it.
    Import(SuggestPool& pool, const SuggestTable& table);

    /// The number, in the pool, of what there is of document `i` of the table.
    std::uint32_t Take(std::uint32_t document);

   private:
    SuggestWay WayOf(schema::SuggestLane lane, std::uint32_t entry) const;

    SuggestPool& pool_;
    const SuggestTable& table_;
    std::vector<std::uint32_t> order_;  ///< The entries by document.
    /// The offsets of each entry's places: those of `entry` begin at begins[entry].
    struct Places {
      std::vector<std::uint32_t> begins, offsets;
    };
    std::array<Places, schema::kSuggestLanes> places_;
  };

  /// A document of the table that is written.
  struct Document {
    std::uint32_t number = 0;   ///< That Take gave.
    std::uint32_t updated = 0;  ///< 20240302; 0: not known.
  };

  /// The table of these documents. Newer ones are suggested first; once it is known how often each
  /// is wanted, this is the place for that. The same documents give the same bytes, however they
  /// came here. Where a language of a base has more than 4 million texts, the oldest are left out.
  std::string Encode(const std::vector<Document>& documents) const;

 private:
  std::string_view At(std::uint32_t number) const;

  std::string bytes_;
  std::vector<std::size_t> ends_ = {0};
};

}  // namespace funnel::store
