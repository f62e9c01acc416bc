// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/store/layout/forward_record.h"

namespace funnel::rank {

/// About where in an article's text the words of a query stand close together, by its forward
/// record: the text itself need not be read for that. Made once for a query and all its hits; const
/// afterwards.
class RecordPlace {
 public:
  /// `weights`: what a match of each index term is worth.
  explicit RecordPlace(const std::unordered_map<std::string, double>& weights);

  /// Bytes of Article::text.
  struct Stretch {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  /// The first stretch of about `window` bytes with the most weight of different words, and some
  /// hundred bytes around it, since places are known about. It may end behind the text. Empty where
  /// the record has none of the words: parts of words are not looked for.
  Stretch In(const store::ForwardRecord& record, std::uint32_t window) const;

 private:
  struct Form {
    store::WordTag value = 0;
    store::WordTag compared = 0;  ///< The bits that are.
    double weight = 0;
  };
  struct Hit {
    std::uint32_t place = 0;
    std::uint32_t form = 0;
  };

  std::vector<Hit> Find(const store::ForwardRecord& record) const;

  static constexpr std::size_t kSlots = 1 << 13;
  std::array<bool, kSlots> sought_{};  ///< By the lowest bits of a tag.
  std::vector<Form> forms_;
};

}  // namespace funnel::rank
