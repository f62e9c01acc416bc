// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "indexer/store/layout/forward_record.h"

namespace funnel::publish {

/// Collects the forward record of an article from its analyzed fields.
class RecordWriter {
 public:
  /// A heading in a field: its first byte, and one past its last.
  struct Heading {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// Adds the words of `analyzed`, of which `source` was analyzed; `headings`, in order, stand in
  /// it. Of the text, `source` is what begins at byte `offset`.
  void Add(store::RecordField field, const AnalyzedText& analyzed, std::string_view source,
           const std::vector<Heading>& headings = {}, std::size_t offset = 0);

  /// The encoded record of `article`, which has `length` terms, as BM25 counts them.
  std::string Encode(const Article& article, std::uint32_t length);

 private:
  void AddTitleParts(const AnalyzedText& analyzed, std::size_t words);

  store::RecordContent content_;
};

}  // namespace funnel::publish
